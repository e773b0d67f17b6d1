import { child, nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Module } from "./module.ts";

/** `name = value` */
export interface Assignment {
  readonly name: string;
  readonly value: SyntaxNode;
  /** The function, class or module that it belongs to. */
  readonly scope: SyntaxNode | undefined;
}

const known = new WeakMap<Module, readonly Assignment[]>();

/** Every assignment to a plain name in a module, in the order of the text. */
export function assignmentsOf(module: Module): readonly Assignment[] {
  const before = known.get(module);
  if (before !== undefined) return before;
  const found = nodesOf(module.root, new Set(["assignment"])).flatMap((one): Assignment[] => {
    const [left, value] = [child(one, "left"), child(one, "right")];
    if (left?.type !== "identifier" || value === undefined) return [];
    return [{ name: module.source(left), value, scope: one.scope }];
  });
  known.set(module, found);
  return found;
}

/** Those of the module's own level, conditional ones included. */
export const moduleAssignments = (module: Module): Assignment[] =>
  assignmentsOf(module).filter(({ scope }) => scope === module.root);
