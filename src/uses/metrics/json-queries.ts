import { decodeJsonText } from "./json-text.ts";
import { isForPeople, type QueryText } from "./query-text.ts";
import { Scopes } from "./scopes.ts";

const NESTED = 3;

/**
 * The string values of a JSON text that may query metrics, with the title of the panel or rule they belong to. The text need
 * not be well formed: dashboards lie in repositories as templates too.
 */
export function jsonQueries(text: string, nested = NESTED): QueryText[] {
  const scopes = new Scopes();
  const keys: (string | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === "{") {
      scopes.open();
      keys.push(undefined);
    } else if (character === "}") {
      scopes.close();
      keys.pop();
    } else if (character === '"') {
      const start = at + 1;
      const end = stringEnd(text, start);
      at = end;
      if (text[end] !== '"') continue;
      if (isFollowedByColon(text, end + 1)) {
        keys[Math.max(keys.length - 1, 0)] = text.slice(start, end);
        continue;
      }
      const key = keys.at(-1);
      if (key !== undefined) scopes.tell(key, () => decodeJsonText(text.slice(start, end)).text);
      if (isForPeople(key)) continue;
      const value = text.slice(start, end);
      if (!value.includes("vllm:")) continue;
      const inner = nested > 0 && /^\s*[{[]\s*\\["n]/.test(value) ? insideString(value, nested - 1) : undefined;
      if (inner === undefined) scopes.add({ start, end, ...(key !== undefined && { key }) });
      for (const found of inner ?? []) scopes.add({ ...found, start: start + found.start, end: start + found.end });
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
  let end = start;
  while (end < text.length && text[end] !== '"' && text[end] !== "\n") end += text[end] === "\\" ? 2 : 1;
  return end;
}

function isFollowedByColon(text: string, at: number): boolean {
  const next = /[ \t\r\n]*:/y;
  next.lastIndex = at;
  return next.test(text);
}
