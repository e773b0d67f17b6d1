import { child, nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Module } from "../syntax/module.ts";

export interface Expression {
  readonly node: SyntaxNode;
  readonly module: Module;
}

/** Modules import constants from each other: `NAME` and `Class.NAME` → what they are assigned. */
export type Constants = ReadonlyMap<string, readonly Expression[]>;

/** What the module and class levels of modules assign. */
export function constantsOf(modules: readonly Module[]): Constants {
  const found = new Map<string, Expression[]>();
  const add = (name: string, expression: Expression) => {
    const known = found.get(name);
    if (known === undefined) found.set(name, [expression]);
    else known.push(expression);
  };
  for (const module of modules) {
    for (const { left, right, scope } of assignmentsOf(module)) {
      if (scope?.type === "module") add(left, { node: right, module });
      const owner = scope?.type === "class_definition" ? child(scope, "name") : undefined;
      if (owner !== undefined) add(`${module.source(owner)}.${left}`, { node: right, module });
    }
  }
  return found;
}

interface Assignment {
  readonly left: string;
  readonly right: SyntaxNode;
  readonly scope: SyntaxNode | undefined;
}

const known = new WeakMap<Module, readonly Assignment[]>();

/** Every assignment to a plain name in a module, with the function, class or module that it belongs to. */
export function assignmentsOf(module: Module): readonly Assignment[] {
  const before = known.get(module);
  if (before !== undefined) return before;
  const found = nodesOf(module.root, new Set(["assignment"])).flatMap((one): Assignment[] => {
    const [left, right] = [child(one, "left"), child(one, "right")];
    if (left?.type !== "identifier" || right === undefined) return [];
    return [{ left: module.source(left), right, scope: one.scope }];
  });
  known.set(module, found);
  return found;
}
