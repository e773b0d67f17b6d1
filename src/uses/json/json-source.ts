import { type JsonNode, readJson } from "../../breakage/workspace/json-nodes.ts";
import { concat, type Traced, traced } from "../../text/traced.ts";

export type JsonObject = JsonNode & { readonly kind: "object" };

const SHORT: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/**
 * JSON with what editors allow in their settings: comments and a comma behind the last item become blanks, so that every
 * offset stays. https://code.visualstudio.com/docs/languages/json#_json-with-comments
 */
export function plainJson(text: string): string {
  const blank = (part: string) => part.replace(/[^\r\n]/g, " ");
  const parts: string[] = [];
  let from = 0;
  const keep = (until: number, blanked: number) => {
    parts.push(text.slice(from, until), blank(text.slice(until, blanked)));
    from = blanked;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = stringEnd(text, at);
    else if (character === "/" && text[at + 1] === "/") {
      const end = text.indexOf("\n", at);
      keep(at, end === -1 ? text.length : end);
      at = from;
    } else if (character === "/" && text[at + 1] === "*") {
      const end = text.indexOf("*/", at + 2);
      keep(at, end === -1 ? text.length : end + 2);
      at = from - 1;
    } else if (character === "," && closes(text, at + 1)) keep(at, at + 1);
  }
  return from === 0 ? text : parts.join("") + text.slice(from);
}

function closes(text: string, start: number): boolean {
  const next = /[ \t\r\n]*[\]}]/y;
  next.lastIndex = start;
  return next.test(text);
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"' && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1;
  return at;
}

/** Every object of a JSON text in the order in which they begin, without recursion; none where it is not well formed. */
export function objectsOf(text: string): JsonObject[] {
  const objects: JsonObject[] = [];
  const root = readJson(text);
  const open: JsonNode[] = root === undefined ? [] : [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === "object") objects.push(node);
    if (node.kind !== "object" && node.kind !== "array") continue;
    const inner = node.kind === "object" ? [...node.entries.values()] : node.items;
    for (let index = inner.length - 1; index >= 0; index -= 1) {
      const item = inner[index];
      if (item !== undefined) open.push(item);
    }
  }
  return objects;
}

/** The text of a string, each part with its place; `undefined` for any other value. */
export function stringText(node: JsonNode | undefined, text: string): Traced | undefined {
  if (node?.kind !== "string") return undefined;
  const parts: Traced[] = [];
  for (const part of text.slice(node.start + 1, node.end - 1).matchAll(/\\(?:u([0-9a-fA-F]{4})|(.))|[^\\]+/gs)) {
    const [written, unicode, kind] = part;
    const plain = unicode === undefined ? (kind === undefined ? written : (SHORT[kind] ?? kind)) : fromHex(unicode);
    parts.push(traced(plain, node.start + 1 + part.index));
  }
  return concat(parts);
}

/** The texts of a list's strings; other items are left out. */
export function stringTexts(node: JsonNode | undefined, text: string): Traced[] {
  const items = node?.kind === "array" ? node.items : [];
  return items.flatMap((item) => stringText(item, text) ?? []);
}

function fromHex(digits: string): string {
  return String.fromCharCode(Number.parseInt(digits, 16));
}
