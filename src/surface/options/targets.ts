import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Classes } from "../classes/classes.ts";
import { bind } from "../values/collections.ts";
import { extend } from "../values/limits.ts";
import { asText, binary, itemsOf } from "../values/operations.ts";
import type { Evaluate, Scope } from "../values/scope.ts";
import { UNKNOWN, type Value } from "../values/value.ts";

/** `target = value`: names, tuples of names, and `dictionary[key]`. */
export function assign(target: SyntaxNode, value: Value, scope: Scope, classes: Classes, evaluate: Evaluate): void {
  if (target.type !== "subscript") {
    bind(target, value, scope, classes, evaluate);
    return;
  }
  const { container, key } = place(target, scope, evaluate);
  if (container.kind !== "dictionary") return;
  if (key === undefined) container.open = true;
  else container.entries.set(key, value);
}

/**
 * `target += value`. Python adds to a list in its place: every name of it sees that.
 * @param adds whether the operator is `+=`
 */
export function augment(
  target: SyntaxNode,
  value: Value,
  adds: boolean,
  scope: Scope,
  classes: Classes,
  evaluate: Evaluate,
): void {
  const before = evaluate(target, scope);
  const more = adds && before.kind === "list" ? (itemsOf(value, classes, evaluate) ?? [UNKNOWN]) : undefined;
  if (before.kind === "list") extend(before.items, more ?? [UNKNOWN]);
  else assign(target, adds ? binary("+", before, value) : UNKNOWN, scope, classes, evaluate);
}

/** `del target` */
export function remove(target: SyntaxNode, scope: Scope, evaluate: Evaluate): void {
  const targets = target.type === "expression_list" ? target.children : [target];
  for (const one of targets) {
    if (one.type !== "subscript") continue;
    const { container, key } = place(one, scope, evaluate);
    if (container.kind === "dictionary" && key !== undefined) container.entries.delete(key);
  }
}

/** `container[key]` */
function place(target: SyntaxNode, scope: Scope, evaluate: Evaluate): { container: Value; key: string | undefined } {
  const key = child(target, "subscript");
  return {
    container: evaluate(child(target, "value"), scope),
    key: key === undefined ? undefined : asText(evaluate(key, scope)),
  };
}
