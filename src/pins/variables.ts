import { concat, cut, type Traced } from "../text/traced.ts";

/** A variable's value where it is used, or `undefined` when only the build knows it. */
export type Lookup = (name: string) => Traced | undefined;

/** Values that double at each step must not fill the memory. */
const MAX_EXPANDED = 20_000;
const MAX_DEPTH = 10;
/** No build nests brackets so deep. Without it each of many unclosed ones is looked for to the end of its reach. */
const MAX_NESTING = 50;

/**
 * The `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:=default}`, `${NAME:?message}`, `${NAME#prefix}` or `${NAME%suffix}` at an offset, as
 * Docker and shells read them. A variable nobody sets stays as written: `$` in a version means "known at build time".
 */
export function expandAt(source: Traced, start: number, lookup: Lookup, depth = 0): { value: Traced; end: number } {
  const { text } = source;
  const simple = /[A-Za-z_][A-Za-z0-9_]*/y;
  simple.lastIndex = start + 1;
  const name = simple.exec(text)?.[0];
  if (name !== undefined) {
    const end = start + 1 + name.length;
    return { value: bounded(lookup(name)) ?? cut(source, start, end), end };
  }
  const close = text.charAt(start + 1) === "{" ? matching(text, start + 1, "{", "}") : undefined;
  if (close !== undefined) {
    const end = close + 1;
    return { value: braced(source, start + 2, close, lookup, depth) ?? cut(source, start, end), end };
  }
  const command = text.charAt(start + 1) === "(" ? matching(text, start + 1, "(", ")") : undefined;
  const end = command === undefined ? start + 1 : command + 1;
  return { value: cut(source, start, end), end };
}

/** Every variable in a text expanded, quotes left alone. */
export function expandAll(source: Traced, lookup: Lookup, depth = 0): Traced {
  const parts: Traced[] = [];
  let from = 0;
  for (let at = source.text.indexOf("$"); at !== -1; at = source.text.indexOf("$", from)) {
    const { value, end } = expandAt(source, at, lookup, depth);
    parts.push(cut(source, from, at), value);
    from = end;
  }
  return concat([...parts, cut(source, from)]);
}

function braced(source: Traced, start: number, end: number, lookup: Lookup, depth: number): Traced | undefined {
  const body = /^([A-Za-z_][A-Za-z0-9_]*|\d+)(:?[-=]|:?\?|##?|%%?|)/.exec(source.text.slice(start, end));
  const [whole = "", name, operator] = body ?? [];
  if (name === undefined || depth > MAX_DEPTH) return undefined;
  const value = bounded(lookup(name));
  const argument = unquoted(cut(source, start + whole.length, end));
  if (operator === "") return argument.text === "" ? value : undefined;
  if (operator?.endsWith("?")) return value;
  if (operator?.endsWith("-") || operator?.endsWith("=")) {
    const set = value !== undefined && (!operator.startsWith(":") || value.text !== "");
    return set ? value : bounded(expandAll(argument, lookup, depth + 1));
  }
  // Only a literal can be cut off: `${VERSION#v}`. A pattern stays unexpanded.
  if (value === undefined || /[*?[\]$]/.test(argument.text)) return undefined;
  if (operator === "#" || operator === "##") {
    return value.text.startsWith(argument.text) ? cut(value, argument.text.length) : value;
  }
  return value.text.endsWith(argument.text) ? cut(value, 0, value.text.length - argument.text.length) : value;
}

/** `${IMAGE:-"vllm/vllm-openai:latest"}` */
function unquoted(value: Traced): Traced {
  return /^(["'])[^"']*\1$/.test(value.text) ? cut(value, 1, value.text.length - 1) : value;
}

function bounded(value: Traced | undefined): Traced | undefined {
  return value !== undefined && value.text.length <= MAX_EXPANDED ? value : undefined;
}

/** Offset of the bracket that closes the one at `open`, within reach. */
export function matching(text: string, open: number, opening: string, closing: string): number | undefined {
  let depth = 0;
  for (let at = open; at < Math.min(text.length, open + 2_000); at += 1) {
    const character = text.charAt(at);
    if (character === opening) depth += 1;
    else if (character === closing) depth -= 1;
    if (depth === 0) return at;
    if (depth > MAX_NESTING) return undefined;
  }
  return undefined;
}
