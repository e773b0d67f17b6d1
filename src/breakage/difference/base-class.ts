import type { Node, Tree } from "web-tree-sitter";

/** Whether a place (1-based, UTF-16 units) is in the bases of a class: `class Backend(vllm.attention.AttentionBackend)`. */
export function isBaseClass(tree: Tree, { line, column }: { readonly line: number; readonly column: number }): boolean {
  const point = { row: line - 1, column: column - 1 };
  let node: Node | null = tree.rootNode.descendantForPosition(point, point);
  while (node !== null && (node.type === "identifier" || node.type === "attribute")) node = node.parent;
  return node?.type === "argument_list" && node.parent?.type === "class_definition";
}
