import { concat, type Traced, traced } from "../text/traced.ts";

export type TomlTable = Readonly<Record<string, unknown>>;
export type TomlPath = readonly (string | number)[];

/** Places of the strings in a TOML document, by the path of their value. */
export interface TomlStrings {
  /** The string's content (quotes left out, escapes decoded) and where it stands. */
  at(path: TomlPath): Traced | undefined;
  /** Every string value of the document, by its path, in the order they stand. */
  all(): Iterable<readonly [TomlPath, Traced]>;
  /** Offset of the first key or header that names the path. */
  keyAt(path: TomlPath): number | undefined;
}

const BARE_KEY = /[A-Za-z0-9_-]+/y;
const BLANK = /(?:[ \t\r\n]|#[^\n]*)*/y;
const SCALAR = /[^,\]}\r\n#]+/y;
const PLAIN = /[^\\"\r\n]+|\r?\n/y;

/**
 * Finds every string of a TOML 1.0 document that a real parser has already accepted: no parser for JavaScript tells where a
 * value stands. The scanner walks tables, dotted keys, inline tables and arrays, so that the same text in a comment or in
 * another table is never taken for the value.
 */
export function tomlStrings(text: string): TomlStrings {
  const strings = new Map<string, Traced>();
  const keys = new Map<string, number>();
  const tables = new Map<string, number>();
  let at = text.startsWith("\uFEFF") ? 1 : 0;

  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? "";
    at += found.length;
    return found;
  };
  const remember = (path: TomlPath, offset: number) => {
    const key = JSON.stringify(path);
    if (!keys.has(key)) keys.set(key, offset);
  };

  const key = (): string[] => {
    const parts: string[] = [];
    do {
      if (parts.length > 0) at += 1;
      skip(/[ \t]*/y);
      const quote = text.charAt(at);
      const part = quote === '"' || quote === "'" ? string().text : skip(BARE_KEY);
      parts.push(part);
      skip(/[ \t]*/y);
    } while (text.charAt(at) === ".");
    return parts;
  };

  const string = (): Traced => {
    const quote = text.charAt(at);
    const fence = text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
    at += fence.length;
    if (fence.length === 3) skip(/\r?\n/y);
    if (quote === "'") {
      const close = text.indexOf(fence, at);
      let end = close === -1 ? text.length : close;
      while (fence.length === 3 && text.charAt(end + 3) === "'") end += 1;
      const value = traced(text.slice(at, end), at);
      at = end + fence.length;
      return value;
    }
    const parts: Traced[] = [];
    while (at < text.length && !text.startsWith(fence, at)) parts.push(stringPart());
    // Up to two quotes may stand before the closing three.
    while (fence.length === 3 && text.charAt(at + 3) === '"') {
      parts.push(traced('"', at));
      at += 1;
    }
    at += fence.length;
    return concat(parts);
  };

  const stringPart = (): Traced => {
    const start = at;
    const plain = skip(PLAIN);
    if (plain !== "") return traced(plain, start);
    const escaped = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|[ \t]*\r?\n\s*|.)|"/y;
    const [whole = text.charAt(at), ...hex] = match(escaped, at);
    at += Math.max(whole.length, 1);
    const code = hex.find((digits) => digits !== undefined);
    const point = code === undefined ? undefined : Number.parseInt(code, 16);
    if (point !== undefined) return traced(point <= 0x10ffff ? String.fromCodePoint(point) : "\uFFFD", start);
    if (whole === '"') return traced('"', start);
    const named = { b: "\b", t: "\t", n: "\n", f: "\f", r: "\r", e: "\u001b", '"': '"', "\\": "\\" };
    const character = named[whole.charAt(1) as keyof typeof named];
    // A decoded escape is shorter than its source, so the whole text has no single place: it is not edited in one piece.
    return character === undefined ? traced("", start) : traced(character, start);
  };

  const match = (pattern: RegExp, index: number): readonly (string | undefined)[] => {
    pattern.lastIndex = index;
    return pattern.exec(text) ?? [];
  };

  const value = (path: TomlPath): void => {
    skip(BLANK);
    const first = text.charAt(at);
    if (first === '"' || first === "'") strings.set(JSON.stringify(path), string());
    else if (first === "[") array(path);
    else if (first === "{") inlineTable(path);
    else if (skip(SCALAR) === "") at += 1;
  };

  const array = (path: TomlPath): void => {
    at += 1;
    for (let index = 0; at < text.length; ) {
      skip(BLANK);
      const next = text.charAt(at);
      if (next === "]") break;
      if (next === ",") {
        at += 1;
        continue;
      }
      value([...path, index]);
      index += 1;
    }
    at += 1;
  };

  const inlineTable = (path: TomlPath): void => {
    at += 1;
    while (at < text.length) {
      skip(BLANK);
      const next = text.charAt(at);
      if (next === "}") break;
      if (next === ",") at += 1;
      else entry(path);
    }
    at += 1;
  };

  const entry = (path: TomlPath): void => {
    const start = at;
    const full = [...path, ...key()];
    remember(full, start);
    skip(/[ \t]*=/y);
    value(full);
    // Text no key and no value was found in: step on, so that the scan always ends.
    if (at === start) at += 1;
  };

  const header = (): TomlPath => {
    const start = at;
    const list = text.startsWith("[[", at);
    at += list ? 2 : 1;
    const parts = key();
    skip(/\]{0,2}/y);
    const path: (string | number)[] = [];
    for (const [index, part] of parts.entries()) {
      path.push(part);
      const name = JSON.stringify(path);
      const last = index === parts.length - 1;
      if (list && last) tables.set(name, (tables.get(name) ?? -1) + 1);
      const element = tables.get(name);
      if (element !== undefined) path.push(element);
    }
    remember(path, start);
    return path;
  };

  let table: TomlPath = [];
  while (at < text.length) {
    skip(BLANK);
    if (at >= text.length) break;
    if (text.charAt(at) === "[") table = header();
    else entry(table);
  }
  return {
    at: (path) => strings.get(JSON.stringify(path)),
    all: () => [...strings].map(([path, value]) => [JSON.parse(path) as TomlPath, value] as const),
    keyAt: (path) => keys.get(JSON.stringify(path)),
  };
}

/** The value as a table, an empty one when it is something else: files say what they want, types do not stop them. */
export function asTable(value: unknown): TomlTable {
  const table = typeof value === "object" && value !== null && !Array.isArray(value);
  return table ? Object.fromEntries(Object.entries(value)) : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asString(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
