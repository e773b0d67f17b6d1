import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { assignmentsOf } from "../syntax/assignments.ts";
import type { Module } from "../syntax/module.ts";

/** An expression, and where it stands. */
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
    for (const { name, value, scope } of assignmentsOf(module)) {
      if (scope?.type === "module") add(name, { node: value, module });
      const owner = scope?.type === "class_definition" ? child(scope, "name") : undefined;
      if (owner !== undefined) add(`${module.source(owner)}.${name}`, { node: value, module });
    }
  }
  return found;
}
