import type { Node } from "web-tree-sitter";
import type { ParsePython } from "../../platform/syntax-parsers.ts";

/** A text in a module's source that tells its users to write something else. */
export interface Notice {
  readonly text: string;
  /** What the text is attached to: the decorated or documented definition, the documented field. */
  readonly owner?: string;
  /** 1-based. */
  readonly line: number;
}

const TELLS = /\buse\b|replaced|renamed|favou?r of/i;

/**
 * The notices of a module: warnings, decorators' and docstrings' texts, comments. Implicit concatenations are joined and module
 * constants put in; what an f-string computes becomes `…`.
 */
export function noticesOf(parse: ParsePython, text: string): Notice[] {
  const tree = parse(text);
  try {
    const constants = stringConstants(tree.rootNode);
    const found: Notice[] = [];
    let end = -1;
    for (const node of tree.rootNode.descendantsOfType(["concatenated_string", "string", "comment", "identifier"])) {
      // A part of the concatenation, or the text of the call, that was just taken.
      if (node.startIndex < end) continue;
      if (node.type === "identifier" && !constants.has(node.text)) continue;
      const holder = callHolding(node) ?? node;
      const note = node.type === "comment" ? node.text.slice(1).trim() : fold(holder, constants);
      if (!TELLS.test(note)) continue;
      end = holder.endIndex;
      const owner = node.type === "comment" ? undefined : ownerOf(holder);
      const line = node.startPosition.row + 1;
      found.push({ text: note, line, ...(owner === undefined ? {} : { owner }) });
    }
    return found;
  } finally {
    tree.delete();
  }
}

function stringConstants(root: Node): Map<string, string> {
  const found = new Map<string, string>();
  for (const statement of root.namedChildren) {
    const assignment = statement.type === "expression_statement" ? statement.namedChildren[0] : undefined;
    const left = assignment?.childForFieldName("left");
    const right = assignment?.childForFieldName("right");
    if (left?.type !== "identifier" || right === null || right === undefined) continue;
    if (/string|parenthesized/.test(right.type)) found.set(left.text, fold(right, found));
  }
  return found;
}

/** The call that a string is an argument of: `deprecate("old", message="use new")` says it in two strings. */
function callHolding(node: Node): Node | undefined {
  let inner: Node | null = node.parent;
  for (let step = 0; step < 3 && inner !== null; step += 1, inner = inner.parent) {
    if (inner.type === "argument_list") return inner.parent?.type === "call" ? inner.parent : undefined;
    if (inner.type !== "keyword_argument" && inner.type !== "parenthesized_expression") return undefined;
  }
  return undefined;
}

/** Deeper than any notice is written. */
const DEEPEST = 20;

/** The text that a node says: strings joined, constants put in. */
function fold(node: Node, constants: ReadonlyMap<string, string>, depth = 0): string {
  if (depth > DEEPEST) return "";
  const inner = (nodes: readonly Node[]) => nodes.map((part) => fold(part, constants, depth + 1));
  switch (node.type) {
    case "call": {
      const name = node.childForFieldName("function")?.text ?? "";
      const parts = inner(node.childForFieldName("arguments")?.namedChildren ?? []);
      return [`${name}:`, ...parts.filter((part) => part !== "")].join(" ");
    }
    case "string":
    case "concatenated_string":
    case "parenthesized_expression":
      return inner(node.namedChildren).join("");
    case "string_content":
      return node.text;
    case "interpolation":
      return constants.get(node.childForFieldName("expression")?.text ?? "") ?? "…";
    case "identifier":
      return constants.get(node.text) ?? "";
    case "keyword_argument": {
      const value = node.childForFieldName("value");
      return value === null ? "" : fold(value, constants, depth + 1);
    }
    default:
      return "";
  }
}

function ownerOf(node: Node): string | undefined {
  if (node.parent?.type === "decorator") {
    return node.parent.parent?.childForFieldName("definition")?.childForFieldName("name")?.text;
  }
  const statement = node.parent?.type === "expression_statement" ? node.parent : undefined;
  if (statement === undefined || node.type === "call") return undefined;
  const before = statement.previousNamedSibling;
  if (before !== null) return before.namedChildren[0]?.childForFieldName("left")?.text;
  return statement.parent?.type === "block" ? statement.parent.parent?.childForFieldName("name")?.text : undefined;
}
