import type { Classes } from "../classes/classes.ts";
import type { TypeHint } from "../classes/type-hints.ts";
import { type Evaluate, moduleScope } from "./scope.ts";
import type { Value } from "./value.ts";

/** The values of a `Literal[…]`, aliases of further ones between its brackets put in (PEP 586); `undefined` where one cannot be told. */
export function literalValues(hint: TypeHint, classes: Classes, evaluate: Evaluate, depth = 0): Value[] | undefined {
  const found: Value[] = [];
  for (const node of hint.args) {
    const value = evaluate(node, moduleScope(hint.module));
    if (value.kind !== "type") {
      found.push(value);
      continue;
    }
    for (const inner of classes.hints(value.module, value.node)) {
      const values =
        inner.name === "Literal" && depth < 10 ? literalValues(inner, classes, evaluate, depth + 1) : undefined;
      if (values === undefined) return undefined;
      found.push(...values);
    }
  }
  return found.some(({ kind }) => kind === "unknown") ? undefined : found;
}
