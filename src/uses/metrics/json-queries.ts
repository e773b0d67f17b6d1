import { decodeJsonText } from "./json-text.ts";
import { isForPeople, type QueryText } from "./query-text.ts";
import { Scopes } from "./scopes.ts";

const NESTED = 3;

interface Span {
  readonly start: number;
  readonly end: number;
}

const NO_KEY: Span = { start: 0, end: 0 };

// Dashboards are long: comparing units is several times as fast as matching expressions.
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = 0x7b;
const CLOSING = 0x7d;
const COLON = 0x3a;
const LINE_FEED = 0x0a;
const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * The string values of a JSON text that may query metrics, with the title of the panel or rule they belong to. The text need
 * not be well formed: dashboards lie in repositories as templates too.
 */
export function jsonQueries(text: string, nested = NESTED): QueryText[] {
  const scopes = new Scopes();
  // Where the latest key of each open mapping is written: most keys need not be looked at.
  const keys: Span[] = [NO_KEY];
  let next = text.indexOf("vllm:");
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === OPENING) {
      scopes.open();
      keys.push(NO_KEY);
    } else if (unit === CLOSING) {
      scopes.close();
      if (keys.length > 1) keys.pop();
    } else if (unit === QUOTE) {
      const start = at + 1;
      const end = stringEnd(text, start);
      at = end;
      if (text.charCodeAt(end) !== QUOTE) continue;
      if (isFollowedByColon(text, end + 1)) {
        keys[keys.length - 1] = { start, end };
        continue;
      }
      const span = keys.at(-1) ?? NO_KEY;
      while (next !== -1 && next < start) next = text.indexOf("vllm:", start);
      const queries = next !== -1 && next < end;
      if (!queries && !Scopes.mayTell(span.end - span.start)) continue;
      const key = span === NO_KEY ? undefined : text.slice(span.start, span.end);
      if (key !== undefined) scopes.tell(key, () => decodeJsonText(text.slice(start, end)).text);
      if (!queries || isForPeople(key)) continue;
      const value = text.slice(start, end);
      const inner = nested > 0 && /^\s*[{[]\s*\\["n]/.test(value) ? insideString(value, nested - 1) : undefined;
      if (inner === undefined) scopes.add({ start, end, ...(key !== undefined && { key }) });
      for (const one of inner ?? []) scopes.add({ ...one, start: start + one.start, end: start + one.end });
    }
  }
  return scopes.finish();
}

/** JSON in a JSON string: a dashboard in a ConfigMap that is itself written as JSON. */
function insideString(value: string, nested: number): QueryText[] {
  const { text, source } = decodeJsonText(value);
  return jsonQueries(text, nested).map((found) => ({ ...found, start: source(found.start), end: source(found.end) }));
}

/** Offset of the closing quote, or of the line's end where that comes first: no JSON string goes over it. */
function stringEnd(text: string, start: number): number {
  for (let end = start; end < text.length; end += 1) {
    const unit = text.charCodeAt(end);
    if (unit === QUOTE || unit === LINE_FEED) return end;
    if (unit === BACKSLASH) end += 1;
  }
  return text.length;
}

function isFollowedByColon(text: string, start: number): boolean {
  let at = start;
  while (BLANKS.has(text.charCodeAt(at))) at += 1;
  return text.charCodeAt(at) === COLON;
}
