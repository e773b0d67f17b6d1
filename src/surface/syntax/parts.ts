import type { SyntaxNode } from "../../breakage/workspace/syntax-node.ts";

/** The children that are no comments. */
export const parts = (node: SyntaxNode): SyntaxNode[] => node.children.filter(({ type }) => type !== "comment");

/** Parentheses around it taken off. */
export function bare(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.type === "parenthesized_expression") {
    const next = parts(inner)[0];
    if (next === undefined) break;
    inner = next;
  }
  return inner;
}
