import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Classes } from "../classes/classes.ts";
import { parts } from "../syntax/parts.ts";
import { extend, MOST_ITEMS } from "./limits.ts";
import { asText, itemsOf } from "./operations.ts";
import type { Evaluate, Scope } from "./scope.ts";
import { UNKNOWN, type Value } from "./value.ts";

/** `[a, *b]`, `(a, b)`, `{a, b}`; one with a splat that nobody can tell is unknown as a whole. */
export function sequence(node: SyntaxNode, scope: Scope, classes: Classes, evaluate: Evaluate): Value {
  const items: Value[] = [];
  for (const item of parts(node)) {
    if (item.type !== "list_splat") items.push(evaluate(item, scope));
    else {
      const inner = itemsOf(evaluate(item.children[0], scope), classes, evaluate);
      if (inner === undefined) return UNKNOWN;
      extend(items, inner);
    }
  }
  return { kind: "list", items, brackets: node.type === "list" ? "[]" : node.type === "tuple" ? "()" : "{}" };
}

/** `{key: value, **more}` */
export function dictionary(node: SyntaxNode, scope: Scope, evaluate: Evaluate): Value {
  const made = { kind: "dictionary" as const, entries: new Map<string, Value>(), open: false };
  for (const part of node.children) {
    if (part.type === "pair") {
      const key = asText(evaluate(child(part, "key"), scope));
      if (key === undefined) made.open = true;
      else made.entries.set(key, evaluate(child(part, "value"), scope));
    } else if (part.type === "dictionary_splat" && spread(evaluate(part.children[0], scope), made.entries)) {
      made.open = true;
    }
  }
  return made;
}

/** Puts in what `**value` holds. @returns whether it can hold more than that */
export function spread(value: Value, into: Map<string, Value>): boolean {
  if (value.kind !== "dictionary") return true;
  for (const [key, inner] of value.entries) into.set(key, inner);
  return value.open;
}

/** `[body for target in values]` with one `for`; a condition makes it unknown. */
export function comprehension(node: SyntaxNode, scope: Scope, classes: Classes, evaluate: Evaluate): Value {
  const loops = node.children.filter(({ type }) => type === "for_in_clause");
  const [loop] = loops;
  const [body, target] = [child(node, "body"), loop === undefined ? undefined : child(loop, "left")];
  const over = loop === undefined ? undefined : child(loop, "right");
  if (loops.length !== 1 || body === undefined || target === undefined || over === undefined) return UNKNOWN;
  if (node.children.some(({ type }) => type === "if_clause")) return UNKNOWN;
  const items = itemsOf(evaluate(over, scope), classes, evaluate);
  if (items === undefined || items.length > MOST_ITEMS) return UNKNOWN;
  const made = items.map((item) => {
    const locals = new Map(scope.locals);
    bind(target, item, { ...scope, locals }, classes, evaluate);
    return evaluate(body, { ...scope, locals });
  });
  return { kind: "list", items: made, brackets: node.type === "set_comprehension" ? "{}" : "[]" };
}

/** `target = value`, tuples taken apart. Other targets are left to the one who runs statements. */
export function bind(target: SyntaxNode, value: Value, scope: Scope, classes: Classes, evaluate: Evaluate): void {
  if (target.type === "identifier") {
    scope.locals.set(scope.module.source(target), value);
    return;
  }
  if (!["pattern_list", "tuple_pattern", "list_pattern", "tuple"].includes(target.type)) return;
  const items = itemsOf(value, classes, evaluate);
  target.children.forEach((part, at) => {
    bind(part, items?.[at] ?? UNKNOWN, scope, classes, evaluate);
  });
}
