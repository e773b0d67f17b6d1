/** A quoted string of a selector. Offsets are those of its inside, quotes and their escapes left out. */
export interface Quoted {
  readonly start: number;
  readonly end: number;
  /** Offset behind the closing quote. */
  readonly after: number;
}

/** One part of a label selector: `job="x"`, `__name__=~"a|b"`, or a quoted metric name (`{"a"}`), which has no label. */
export interface Matcher {
  readonly label?: string;
  readonly operator?: string;
  readonly value: Quoted;
}

export interface Selector {
  readonly matchers: readonly Matcher[];
  /** Offset behind the closing brace; `undefined` when nothing closes it. */
  readonly end: number | undefined;
}

const OPENS = /\{\{?\s*(?:\\*["'`]|[a-zA-Z_][\w.]*\s*(?:=~|!~|!=|=)\s*\\*["'`])/y;
const PART = /\\*["'`]|[a-zA-Z_][\w.]*|=~|!~|!=|=|[}:]/g;

/**
 * Reads the label selector whose brace is at `at`; `undefined` when that brace opens something else (a template, a dictionary).
 * Braces may be doubled, as a format string writes them.
 *
 * https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors
 */
export function readSelector(text: string, at: number): Selector | undefined {
  OPENS.lastIndex = at;
  if (!OPENS.test(text)) return undefined;
  const matchers: Matcher[] = [];
  let label: string | undefined;
  let operator: string | undefined;
  PART.lastIndex = at + 1;
  for (let part = PART.exec(text); part !== null; part = PART.exec(text)) {
    const token = part[0];
    if (token === "}") return { matchers, end: PART.lastIndex };
    // `{"a": …` is a dictionary.
    if (token === ":" && matchers.length === 1 && label === undefined) return undefined;
    if (/["'`]$/.test(token)) {
      const value = readQuoted(text, part.index, token);
      if (value === undefined) break;
      matchers.push({ ...(label !== undefined && { label }), ...(operator !== undefined && { operator }), value });
      PART.lastIndex = value.after;
      label = operator = undefined;
    } else if (/^[a-zA-Z_]/.test(token)) label = token;
    else operator = token;
  }
  return { matchers, end: undefined };
}

/**
 * A quote may be escaped because the query itself stands in a string (`\"` in JSON, `\\\"` in JSON in JSON): it is closed by one
 * that is escaped as often, and by none of the string's own escaped quotes, which have more backslashes.
 */
function readQuoted(text: string, at: number, opening: string): Quoted | undefined {
  const quote = opening.at(-1) ?? "";
  const depth = opening.length - 1;
  const start = at + opening.length;
  for (let found = text.indexOf(quote, start); found !== -1; found = text.indexOf(quote, found + 1)) {
    let slashes = 0;
    while (found - slashes > start && text[found - slashes - 1] === "\\") slashes += 1;
    if (quote === "`" || slashes % (2 * (depth + 1)) === depth) {
      return { start, end: found - Math.min(depth, slashes), after: found + 1 };
    }
  }
  return undefined;
}
