/** A JSON value with its place in the text; the text of strings and numbers is left where it is. */
export type JsonNode = { readonly start: number; readonly end: number } & (
  | { readonly kind: "array"; readonly items: readonly JsonNode[] }
  | { readonly kind: "object"; readonly entries: ReadonlyMap<string, JsonNode> }
  | { readonly kind: "string" | "other" }
);

type Open =
  | { readonly kind: "array"; readonly start: number; readonly items: JsonNode[] }
  | {
      readonly kind: "object";
      readonly start: number;
      readonly entries: Map<string, JsonNode>;
      key: string | undefined;
    };

/** Reads JSON with places, which `JSON.parse` does not keep; `undefined` when it is not well formed. In linear time, without recursion. */
export function readJson(text: string): JsonNode | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  // From here on the text is known to be well formed.
  const stack: Open[] = [];
  let root: JsonNode | undefined;
  const put = (node: JsonNode) => {
    const open = stack.at(-1);
    if (open === undefined) root = node;
    else if (open.kind === "array") open.items.push(node);
    else if (open.key !== undefined) {
      open.entries.set(open.key, node);
      open.key = undefined;
    }
  };
  for (let at = 0; at < text.length; ) {
    const start = at;
    const character = text[at] ?? "";
    if (character === "{") stack.push({ kind: "object", start, entries: new Map(), key: undefined });
    else if (character === "[") stack.push({ kind: "array", start, items: [] });
    else if (character === "}" || character === "]") {
      const open = stack.pop();
      if (open?.kind === "array") put({ kind: "array", start: open.start, end: at + 1, items: open.items });
      else if (open !== undefined) put({ kind: "object", start: open.start, end: at + 1, entries: open.entries });
    } else if (character === '"') {
      at = jsonStringEnd(text, at);
      const open = stack.at(-1);
      if (open?.kind === "object" && open.key === undefined) open.key = String(JSON.parse(text.slice(start, at)));
      else put({ kind: "string", start, end: at });
      continue;
    } else if (!/[\s,:]/.test(character)) {
      while (at < text.length && !/[\s,:\]}]/.test(text[at] ?? "")) at += 1;
      put({ kind: "other", start, end: at });
      continue;
    }
    at += 1;
  }
  return root;
}

function jsonStringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}
