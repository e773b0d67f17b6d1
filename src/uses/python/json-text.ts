import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { PythonSyntax } from "./python-module.ts";
import { type Piece, type SpelledText, textOf } from "./spelled-text.ts";
import { unknownPiece, type Value } from "./value.ts";
import { variableOf } from "./variable-values.ts";

interface Reading {
  readonly module: PythonSyntax;
  readonly values: (node: SyntaxNode) => readonly Value[];
}

const MOST_DEPTH = 12;
const CONSTANTS: Readonly<Record<string, string>> = { true: "true", false: "false", none: "null" };

/** What `json.dumps` makes of a literal, each key and value with the place where it is written; `undefined` for anything else. */
export function jsonText(node: SyntaxNode, reading: Reading, depth = 0): SpelledText | undefined {
  const mark = (text: string, at = node.start): Piece => ({ text, start: at, end: at });
  if (depth > MOST_DEPTH) return undefined;
  const inner = (one: SyntaxNode) => jsonText(one, reading, depth + 1) ?? [unknownPiece(one)];
  if (node.type === "parenthesized_expression")
    return node.children[0] && jsonText(node.children[0], reading, depth + 1);
  if (node.type === "dictionary") {
    const entries = node.children.flatMap((pair) => {
      const key = child(pair, "key");
      const value = child(pair, "value");
      return key === undefined || value === undefined
        ? []
        : [[...quoted(key, reading), mark(":", key.end), ...inner(value)]];
    });
    return [
      mark("{"),
      ...entries.flatMap((entry, at) => (at === 0 ? entry : [mark(","), ...entry])),
      mark("}", node.end),
    ];
  }
  if (node.type === "list" || node.type === "tuple") {
    const items = node.children.filter((one) => one.type !== "comment").map(inner);
    return [mark("["), ...items.flatMap((item, at) => (at === 0 ? item : [mark(","), ...item])), mark("]", node.end)];
  }
  if (/^(?:concatenated_)?string$/.test(node.type)) return quoted(node, reading);
  const written = { start: node.start, end: node.end };
  if (node.type === "integer" || node.type === "float") return [{ text: reading.module.source(node), ...written }];
  const constant = Object.hasOwn(CONSTANTS, node.type) ? CONSTANTS[node.type] : undefined;
  if (constant !== undefined) return [{ text: constant, ...written }];
  return node.type === "identifier" || node.type === "attribute" ? ofVariable(node, reading, depth) : undefined;
}

function quoted(node: SyntaxNode, { values }: Reading): SpelledText {
  const [value] = values(node);
  const text = value?.kind === "text" ? value.text : [unknownPiece(node)];
  const safe = /["\\\n]/.test(textOf(text)) ? [unknownPiece(node)] : text;
  return [{ text: '"', start: node.start, end: node.start }, ...safe, { text: '"', start: node.end, end: node.end }];
}

/** A variable that holds one dictionary. */
function ofVariable(node: SyntaxNode, reading: Reading, depth: number): SpelledText | undefined {
  const bound = (variableOf(node, reading.module)?.uses ?? []).flatMap((use) =>
    use.parent?.type === "assignment" && use.field === "left" ? [child(use.parent, "right")] : [],
  );
  const [only] = bound;
  return bound.length === 1 && only?.type === "dictionary" ? jsonText(only, reading, depth + 1) : undefined;
}
