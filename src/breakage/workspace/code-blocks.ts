/** Lines of a block of code, each with its line end, without the indentation they share; `start` is the offset in the document. */
export type CodeBlock = readonly { readonly text: string; readonly start: number }[];

export type Markup = "markdown" | "rst";

type Line = CodeBlock[number];

/** What may stand before a fence: indentation, quote marks, a list marker. */
const FENCE = /^([ \t>]*)(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})[ \t]*(.*)$/;
/** What a block says of its language: behind a fence, and in a directive. */
export interface Language {
  readonly info: RegExp;
  readonly directive: RegExp;
}

const PYTHON: Language = {
  info: /^(?:\{?\.?(?:python3?|py3?|pycon|ipython3?)\b(?![-+/])|\{(?:code-block|code-cell|code|sourcecode)\}[ \t]*i?python3?\b)/i,
  directive: /^([ \t]*)\.\. (?:code-block|code|sourcecode|ipython)::[ \t]*(?:python3?|py|pycon|ipython3?)[ \t]*\r?$/i,
};

/** The blocks of a document that are marked as of a language, Python where none is told. */
export function codeBlocks(text: string, markup: Markup, language = PYTHON): CodeBlock[] {
  const lines = linesOf(text);
  return (markup === "rst" ? directives(lines, language) : fences(lines, language))
    .map(dedented)
    .filter((block) => block.length > 0);
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf("\n", start);
    const end = feed === -1 ? text.length : feed + 1;
    lines.push({ text: text.slice(start, end), start });
    start = end;
  }
  return lines;
}

const content = (line: Line): string => line.text.replace(/\r?\n$/, "");

/** Fenced code blocks (CommonMark 4.5), also in lists and quotes. One that is never closed goes to the end. */
function fences(lines: readonly Line[], language: Language): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open:
    | { readonly fence: string; readonly quoted: boolean; readonly taken: boolean; readonly lines: Line[] }
    | undefined;
  for (const line of lines) {
    const written = content(line);
    if (open === undefined) {
      const [, before = "", fence, info = ""] = FENCE.exec(written) ?? [];
      if (fence === undefined || (fence.startsWith("`") && info.includes("`"))) continue;
      open = { fence, quoted: before.includes(">"), taken: language.info.test(info), lines: [] };
      if (open.taken) blocks.push(open.lines);
    } else if (closes(written, open.fence) || (open.quoted && !/^[ \t]*>/.test(written))) open = undefined;
    else if (open.taken) open.lines.push(open.quoted ? unquoted(line) : line);
  }
  return blocks;
}

function closes(written: string, fence: string): boolean {
  const mark = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(written)?.[1];
  return mark !== undefined && mark[0] === fence[0] && mark.length >= fence.length;
}

function unquoted({ text, start }: Line): Line {
  const quote = /^[ \t]*(?:>[ \t]?)+/.exec(text)?.[0].length ?? 0;
  return { text: text.slice(quote), start: start + quote };
}

/** reStructuredText's `.. code-block:: python`: its options, an empty line, and what is indented deeper. */
function directives(lines: readonly Line[], language: Language): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { readonly indent: number; inOptions: boolean; readonly lines: Line[] } | undefined;
  for (const line of lines) {
    const written = content(line);
    const empty = written.trim() === "";
    if (open !== undefined && !empty && indentOf(written).length <= open.indent) open = undefined;
    if (open === undefined) {
      const directive = language.directive.exec(written);
      if (directive === null) continue;
      open = { indent: directive[1]?.length ?? 0, inOptions: true, lines: [] };
      blocks.push(open.lines);
    } else if (open.inOptions && (empty || /^[ \t]*:[\w-]+:/.test(written))) open.inOptions = !empty;
    else {
      open.inOptions = false;
      open.lines.push(line);
    }
  }
  return blocks;
}

const indentOf = (text: string): string => /^[ \t]*/.exec(text)?.[0] ?? "";

/** Takes away the indentation that all lines share, character by character: tabs and blanks are not the same. */
function dedented(block: CodeBlock): CodeBlock {
  const indents = block.filter((line) => line.text.trim() !== "").map((line) => indentOf(line.text));
  const first = indents[0] ?? "";
  let shared = first.length;
  for (const indent of indents) {
    let common = 0;
    while (common < shared && indent[common] === first[common]) common += 1;
    shared = common;
  }
  return block.map(({ text, start }) => {
    const cut = Math.min(shared, indentOf(text).length);
    return { text: text.slice(cut), start: start + cut };
  });
}
