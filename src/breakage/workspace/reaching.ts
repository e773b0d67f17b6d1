import type { SyntaxNode } from "./syntax-node.ts";

/** How something that happens at one place bears on another place behind it. */
export type Reach = "always" | "sometimes" | "never";

const BRANCHES = new Set(["elif_clause", "else_clause", "case_clause"]);
/** A block that ends so is left for good: what is behind it runs only when the block did not. */
const LEAVES = new Set(["return_statement", "raise_statement"]);
const MOST_NESTED = 400;

/**
 * Whether running the second place means that the first ran. By the shape of the syntax: `never` for two branches of one condition,
 * `always` where nothing but `with` stands between them, `sometimes` otherwise.
 *
 * @param scope the scope both are read in: a place outside it sees all of it as run
 */
export function reach(from: SyntaxNode, to: SyntaxNode, scope: SyntaxNode): Reach {
  // Each node above the second place, with its child that leads there.
  const above = new Map<SyntaxNode, SyntaxNode>();
  for (let node = to; node.parent !== undefined && above.size < MOST_NESTED; node = node.parent)
    above.set(node.parent, node);
  let conditional = false;
  let node = from;
  for (let nested = 0; node.parent !== undefined && nested < MOST_NESTED; nested += 1) {
    const up = node.parent;
    const other = above.get(up);
    if (other !== undefined) {
      if (other !== node && isBranch(node) && isBranch(other)) return "never";
      return conditional || node.type === "block" || isBranch(node) ? "sometimes" : "always";
    }
    if (up === scope) return conditional ? "sometimes" : "always";
    if (node.type === "block" && up.type !== "with_statement") {
      conditional = true;
      if (
        up.type !== "function_definition" &&
        LEAVES.has(node.children.findLast((one) => one.type !== "comment")?.type ?? "")
      )
        return "never";
    }
    node = up;
  }
  return "sometimes";
}

/** A part of an `if` or `match` of which only one runs. */
const isBranch = (node: SyntaxNode): boolean =>
  BRANCHES.has(node.type) ||
  (node.type === "block" && node.field === "consequence" && node.parent?.type === "if_statement");
