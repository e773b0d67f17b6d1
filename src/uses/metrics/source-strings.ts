import type { QueryText } from "./query-text.ts";

/** How a language writes strings and comments. */
export interface StringSyntax {
  /** What a comment begins with that ends with its line. */
  readonly lineComments: readonly string[];
  /** `'` quotes a string; else one character (Go, Java, Rust). */
  readonly singleQuotes: boolean;
  /** Backticks quote a string over lines. */
  readonly backticks: boolean;
  /** Terraform's `<<-EOT`. */
  readonly heredocs?: boolean;
  /** Jsonnet's `|||`. */
  readonly textBlocks?: boolean;
  /** Rust's `r#"…"#`. */
  readonly rawHashes?: boolean;
}

/** The insides of the string literals of a source text, comments left out; escapes stay as written. */
export function sourceStrings(text: string, syntax: StringSyntax): QueryText[] {
  const strings: QueryText[] = [];
  const opening = openings(syntax);
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    const token = found[0];
    const start = found.index + token.length;
    const closing = closingOf(text, start, token, syntax);
    if (closing === undefined) continue;
    if (!token.startsWith("/*") && !syntax.lineComments.includes(token)) strings.push({ start, end: closing.end });
    opening.lastIndex = Math.max(closing.after, start);
  }
  return strings;
}

function openings({ lineComments, backticks, heredocs, textBlocks, rawHashes }: StringSyntax): RegExp {
  const kinds = [
    ...lineComments.map((comment) => comment.replaceAll("/", "\\/")),
    "\\/\\*",
    // A triple quote (Java, Kotlin, Scala) before a single one.
    '"""',
    ...(rawHashes ? ['\\br#{1,9}"'] : []),
    '"',
    "'",
    ...(backticks ? ["`"] : []),
    ...(heredocs ? ["<<-?[A-Za-z_]\\w*"] : []),
    ...(textBlocks ? ["\\|\\|\\|"] : []),
  ];
  return new RegExp(kinds.join("|"), "g");
}

/** Where what a token opens ends; `undefined` when it opens nothing (a Rust lifetime). */
function closingOf(
  text: string,
  start: number,
  token: string,
  syntax: StringSyntax,
): { end: number; after: number } | undefined {
  if (syntax.lineComments.includes(token)) return upTo(text, start, "\n");
  if (token === "/*") return upTo(text, start, "*/");
  if (token === "`" || token === '"""' || token === "|||") return upTo(text, start, token);
  if (token.startsWith("r")) return upTo(text, start, `"${token.slice(1, -1)}`);
  if (token.startsWith("<<")) return heredocEnd(text, start, token.replace(/^<<-?/, ""));
  if (token === "'" && !syntax.singleQuotes) {
    const character = /(?:\\.[^'\n]{0,8}|[^'\\\n]{1,2})'/y;
    character.lastIndex = start;
    return character.test(text) ? { end: start, after: character.lastIndex } : undefined;
  }
  let at = start;
  while (at < text.length && text[at] !== token && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1;
  // A quote that its line does not close is passed with the line, else each quote behind it would be tried anew.
  return { end: text[at] === token ? at : start, after: at + 1 };
}

function upTo(text: string, start: number, closing: string): { end: number; after: number } {
  const found = text.indexOf(closing, start);
  return found === -1 ? { end: text.length, after: text.length } : { end: found, after: found + closing.length };
}

function heredocEnd(text: string, start: number, word: string): { end: number; after: number } {
  const line = new RegExp(`^[ \\t]*${word}[ \\t]*\\r?$`, "gm");
  line.lastIndex = start;
  const found = line.exec(text);
  return found === null ? { end: text.length, after: text.length } : { end: found.index, after: line.lastIndex };
}
