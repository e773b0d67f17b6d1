import { isWordUnit, scan, stringEnd } from "./scan.ts";

/** One module a Python file imports, by a statement or by a call with a literal name. */
export interface Import {
  /** Dotted, without the leading dots: `vllm.config`; empty for `from . import x`. */
  readonly module: string;
  /** What `from … import` names, as the module calls it (no aliases): `["LLM"]`, `["*"]`; empty for `import …` and for calls. */
  readonly names: readonly string[];
  /** Leading dots: 0 for an absolute import. */
  readonly level: number;
  /** 1-based line of the statement's or call's first word. */
  readonly line: number;
}

/** Functions whose first argument names a module. */
const CALLS = new Set(["import_module", "__import__", "importorskip"]);

/**
 * Every import of a Python file: at module level, in functions, under conditions, behind `;`. By a linear scan, so that a repository of
 * thousands of files costs a fraction of a second; held equal to the syntax tree by measurement on real repositories.
 */
export function importsOf(text: string): Import[] {
  const last = text.lastIndexOf("import");
  if (last === -1) return [];
  const found: Import[] = [];
  let counted = 0;
  let line = 1;
  const lineAt = (offset: number) => {
    for (let at = text.indexOf("\n", counted); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) {
      line += 1;
      counted = at + 1;
    }
    return line;
  };
  scan(
    text,
    {
      word(start, end, first) {
        const length = end - start;
        if (length === 4 && first && text.startsWith("from", start)) return fromImport(start, end);
        if (length === 6 && first && text.startsWith("import", start)) return plainImport(start, end);
        if (length >= 10 && length <= 13 && CALLS.has(text.slice(start, end))) call(start, end);
        return undefined;
      },
    },
    last + 6,
  );
  return found;

  function plainImport(start: number, end: number): number {
    let at = end;
    for (;;) {
      const path = dottedName(text, skip(text, at, false));
      if (path.name === "") return at;
      found.push({ module: path.name, names: [], level: 0, line: lineAt(start) });
      at = skip(text, skipAlias(text, path.end, false), false);
      if (text[at] !== ",") return at;
      at += 1;
    }
  }

  function fromImport(start: number, end: number): number {
    let at = skip(text, end, false);
    let level = 0;
    for (; text[at] === "."; at = skip(text, at + 1, false)) level += 1;
    const path = level > 0 && wordAt(text, at) === "import" ? { name: "", end: at } : dottedName(text, at);
    at = skip(text, path.end, false);
    if ((path.name === "" && level === 0) || wordAt(text, at) !== "import") return end;
    at = skip(text, at + 6, false);
    const bracketed = text[at] === "(";
    if (bracketed) at += 1;
    const names: string[] = [];
    for (;;) {
      at = skip(text, at, bracketed);
      const name = text[at] === "*" ? "*" : wordAt(text, at);
      if (name === "") break;
      names.push(name);
      at = skip(text, skipAlias(text, at + name.length, bracketed), bracketed);
      if (text[at] !== ",") break;
      at += 1;
    }
    if (names.length > 0) found.push({ module: path.name, names, level, line: lineAt(start) });
    return bracketed && text[at] === ")" ? at + 1 : at;
  }

  function call(start: number, end: number): void {
    let at = skip(text, end, true);
    if (text[at] !== "(") return;
    at = skip(text, at + 1, true);
    if (text[at] !== '"' && text[at] !== "'") return;
    const close = stringEnd(text, at);
    const dots = /^(["'])(\.*)([\w.\u0080-\uffff]+)\1$/.exec(text.slice(at, Math.min(close, at + 500)));
    const next = text[skip(text, close, true)];
    // A literal that goes on, by `%` or by another literal, is not the name.
    if (dots === null || (next !== ")" && next !== ",")) return;
    found.push({ module: dots[3] ?? "", names: [], level: dots[2]?.length ?? 0, line: lineAt(start) });
  }
}

/** Offset of the next thing that is neither white space nor a continued line; inside brackets also past line ends and comments. */
function skip(text: string, from: number, bracketed: boolean): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const character = text[at];
    if (character === " " || character === "\t" || character === "\f") continue;
    if (character === "\\" && (text[at + 1] === "\n" || text[at + 1] === "\r")) {
      at += text.startsWith("\r\n", at + 1) ? 2 : 1;
      continue;
    }
    if (!bracketed) return at;
    if (character === "#") {
      const end = text.indexOf("\n", at);
      if (end === -1) return text.length;
      at = end;
    } else if (character !== "\n" && character !== "\r") return at;
  }
  return at;
}

function wordAt(text: string, start: number): string {
  let end = start;
  while (end < text.length && isWordUnit(text.charCodeAt(end))) end += 1;
  return text.slice(start, end);
}

function dottedName(text: string, start: number): { readonly name: string; readonly end: number } {
  const words: string[] = [];
  let at = start;
  let end = start;
  for (;;) {
    const word = wordAt(text, at);
    if (word === "") break;
    words.push(word);
    end = at + word.length;
    const dot = skip(text, end, false);
    if (text[dot] !== ".") break;
    at = skip(text, dot + 1, false);
  }
  return { name: words.join("."), end };
}

function skipAlias(text: string, from: number, bracketed: boolean): number {
  const at = skip(text, from, bracketed);
  if (wordAt(text, at) !== "as") return from;
  const alias = skip(text, at + 2, bracketed);
  return alias + wordAt(text, alias).length;
}
