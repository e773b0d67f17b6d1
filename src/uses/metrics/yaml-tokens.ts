import { CST, Lexer } from "yaml";

/** A scalar, an item's mark or a bracket of a YAML text. Offsets are UTF-16 units of the text. */
export interface YamlToken {
  readonly kind: "key" | "scalar" | "block" | "item" | "open" | "close" | "unflow" | "document";
  /** Offset of its text, quotes left out. */
  readonly start: number;
  readonly end: number;
  /** 0-based column it begins in, quotes included. */
  readonly column: number;
}

const MARKS: Readonly<Record<string, YamlToken["kind"]>> = {
  "seq-item-ind": "item",
  "flow-map-start": "open",
  "flow-map-end": "close",
  "doc-start": "document",
  "doc-end": "document",
};
/** What may stand between a key and its colon, or between a block scalar's header and its text. */
const BETWEEN = new Set(["space", "anchor", "tag", "comment"]);

/**
 * The tokens of a YAML text. A lexer is asked rather than a parser: it takes any text, templates and broken files too, keeps
 * every position, and its work grows with the length of the text alone.
 */
export function yamlTokens(text: string): YamlToken[] {
  const tokens: YamlToken[] = [];
  let offset = 0;
  let lineStart = 0;
  // What the lexer said of the text that comes next, and the scalar that a colon would make a key.
  let scalar = false;
  let block = false;
  let keyLike: number | undefined;
  const add = (kind: YamlToken["kind"], source: string, quotes = 0) => {
    const column = offset - lineStart;
    return tokens.push({ kind, start: offset + quotes, end: offset + source.length - quotes, column }) - 1;
  };
  // The lexer marks with control characters, so those of the text have to go.
  for (const source of new Lexer().lex(
    text.replaceAll(CST.DOCUMENT, " ").replaceAll(CST.FLOW_END, " ").replaceAll(CST.SCALAR, " "),
  )) {
    if (source === CST.SCALAR) scalar = true;
    if (source === CST.FLOW_END)
      tokens.push({ kind: "unflow", start: offset, end: offset, column: offset - lineStart });
    if (source === CST.SCALAR || source === CST.DOCUMENT || source === CST.FLOW_END) continue;
    const type = scalar ? "scalar" : (CST.tokenType(source) ?? "");
    const mark = MARKS[type];
    if (type === "scalar") {
      const index = add(block ? "block" : "scalar", source);
      keyLike = block ? undefined : index;
      scalar = block = false;
    } else if (type.endsWith("quoted-scalar")) keyLike = add("scalar", source, source.length > 1 ? 1 : 0);
    else if (type === "map-value-ind" && keyLike !== undefined) {
      const key = tokens[keyLike];
      if (key !== undefined) tokens[keyLike] = { ...key, kind: "key" };
      keyLike = undefined;
    } else if (type === "block-scalar-header") block = true;
    else if (mark !== undefined) add(mark, source);
    if (type !== "scalar" && !type.endsWith("quoted-scalar") && !BETWEEN.has(type)) keyLike = undefined;
    const newline = source.lastIndexOf("\n");
    if (newline !== -1) lineStart = offset + newline + 1;
    offset += source.length;
  }
  return tokens;
}
