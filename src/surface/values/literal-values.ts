import type { Classes } from "../classes/classes.ts";
import type { TypeHint } from "../classes/type-hints.ts";
import { type Evaluate, moduleScope } from "./scope.ts";
import type { Value } from "./value.ts";

/** A literal can name itself, and that many times over. */
const DEEPEST = 10;
const MOST_VALUES = 10_000;

/** The values of a `Literal[…]`, aliases of further ones between its brackets put in (PEP 586); `undefined` where one cannot be told. */
export function literalValues(
  hint: TypeHint,
  classes: Classes,
  evaluate: Evaluate,
  depth = 0,
  budget = { left: MOST_VALUES },
): Value[] | undefined {
  const found: Value[] = [];
  for (const node of hint.args) {
    budget.left -= 1;
    if (depth > DEEPEST || budget.left < 0) return undefined;
    const value = evaluate(node, moduleScope(hint.module));
    if (value.kind !== "type") {
      found.push(value);
      continue;
    }
    for (const inner of classes.hints(value.module, value.node)) {
      const values = inner.name === "Literal" ? literalValues(inner, classes, evaluate, depth + 1, budget) : undefined;
      if (values === undefined) return undefined;
      found.push(...values);
    }
  }
  return found.some(({ kind }) => kind === "unknown") ? undefined : found;
}
