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

/** The actions of a template in order (https://pkg.go.dev/text/template, https://jinja.palletsprojects.com/templates). */
export function actions(text: string): Action[] {
  const found: Action[] = [];
  const opening = /\{[{%]/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const jinja = match[0] === "{%";
    const inner = closing(text, match.index + 2, jinja ? "%}" : "}}");
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

/** Offset of the closing braces: those in a string of the template do not close it. */
function closing(text: string, from: number, close: string): number | undefined {
  const end = Math.min(text.length, from + MAX_LENGTH);
  if (/^-?\s*\/\*/.test(text.slice(from, from + 20))) {
    const comment = text.indexOf("*/", from);
    const at = comment === -1 ? -1 : text.indexOf(close, comment);
    return at === -1 ? undefined : at;
  }
  for (let at = from; at < end; at += 1) {
    const unit = text.charAt(at);
    if (text.startsWith(close, at)) return at;
    if (unit === "\\") at += 1;
    else if (unit === '"' || unit === "`" || unit === "'") {
      const quote = stringEnd(text, at, end);
      if (quote !== undefined) at = quote;
    }
  }
  return undefined;
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
