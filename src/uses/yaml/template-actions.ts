/** One `{{ … }}` or `{% … %}` of a template. */
export interface Action {
  /** Offsets in the text, end exclusive; GitHub's `${{ }}` has its `$` within. */
  readonly start: number;
  readonly end: number;
  /** Without braces and trim marks. */
  readonly body: string;
  /** `open` and `close` are blocks (`if`, `range`, `end`), `silent` prints nothing (`else`, comments, assignments). */
  readonly kind: "expression" | "open" | "close" | "define" | "silent";
}

/** No expression is longer; without it each of many unclosed ones is looked for to the end of the text. */
const MAX_LENGTH = 4_000;
const MAX_COMMENT = 10_000;
/** Braces in a string are followed by the expression's own ones so soon. */
const MAX_STRING = 400;

/** The actions of a template in order (https://pkg.go.dev/text/template, https://jinja.palletsprojects.com/templates). */
export function actions(text: string): Action[] {
  const found: Action[] = [];
  const next = searcher(text);
  const opening = /\{[{%]/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const jinja = match[0] === "{%";
    const inner = closing(text, match.index + 2, jinja ? "%}" : "}}", next);
    if (inner === undefined) continue;
    const body = text
      .slice(match.index + 2, inner)
      .replace(/^[-~]/, "")
      .replace(/[-~]$/, "")
      .trim();
    const start = match.index - (text.charAt(match.index - 1) === "$" ? 1 : 0);
    found.push({ start, end: inner + 2, body, kind: jinja ? statement(body) : kindOf(body) });
    opening.lastIndex = inner + 2;
  }
  return found;
}

type Search = (part: string, from: number) => number;

/** Finds the next of some text from an offset on, `Infinity` without one. Each is looked for once, however often it is asked for. */
function searcher(text: string): Search {
  const next = new Map<string, number>();
  return (part, from) => {
    const known = next.get(part);
    if (known !== undefined && known >= from) return known;
    const at = text.indexOf(part, from);
    next.set(part, at === -1 ? Number.POSITIVE_INFINITY : at);
    return next.get(part) ?? at;
  };
}

/** Offset of the closing braces: those in a string of the template do not close it, unless there are no others in reach. */
function closing(text: string, from: number, close: string, next: Search): number | undefined {
  if (/^-?\s*\/\*/.test(text.slice(from, from + 20))) {
    const end = next("*/", from);
    const at = end - from < MAX_COMMENT ? next(close, end) : end;
    return at - from < MAX_COMMENT ? at : undefined;
  }
  const first = next(close, from);
  if (first - from > MAX_LENGTH) return undefined;
  const end = Math.min(text.length, first + MAX_STRING);
  for (let at = from; at < end; at += 1) {
    const unit = text.charAt(at);
    if (text.startsWith(close, at)) return at;
    if (unit === "\\") at += 1;
    else if (unit === '"' || unit === "`" || unit === "'") at = stringEnd(text, at, end) ?? at;
  }
  return first;
}

/** Offset of the quote that closes the one at `start` on its line. */
function stringEnd(text: string, start: number, end: number): number | undefined {
  const quote = text.charAt(start);
  for (let at = start + 1; at < end; at += 1) {
    const unit = text.charAt(at);
    if (unit === quote) return at;
    if (unit === "\n" && quote !== "`") return undefined;
    if (unit === "\\" && quote !== "`") at += 1;
  }
  return undefined;
}

function kindOf(body: string): Action["kind"] {
  if (/^define\b/.test(body)) return "define";
  if (/^(?:if|range|with|block)\b/.test(body)) return "open";
  if (/^end\b/.test(body)) return "close";
  if (body === "" || /^(?:\/\*|else\b|break\b|continue\b|fail\b|\$\w*(?:\s*,\s*\$\w*)?\s*:?=)/.test(body))
    return "silent";
  return /^(?:\$_|set|unset)\s/.test(body) ? "silent" : "expression";
}

function statement(body: string): Action["kind"] {
  if (/^end/.test(body)) return "close";
  return /^(?:if|for|macro|block|filter|call|with|raw)\b/.test(body) ? "open" : "silent";
}
