import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Module } from "./module.ts";

/** A block of an `if`. */
export interface Branch {
  readonly node: SyntaxNode;
  /** Only a type checker looks into it. */
  readonly typing: boolean;
  /** Whether it runs hangs on nothing: it is beside what only a type checker sees. */
  readonly certain: boolean;
}

/** The blocks of an `if`: under `TYPE_CHECKING` the first is the type checker's, the others are what runs. */
export function branchesOf(node: SyntaxNode, module: Module): Branch[] {
  const condition = child(node, "condition");
  const checking = condition !== undefined && /^(typing\.)?TYPE_CHECKING$/.test(module.source(condition));
  return node.children
    .filter(({ field }) => field === "consequence" || field === "alternative")
    .map((inner) => ({ node: inner, typing: checking && inner.field === "consequence", certain: checking }));
}
