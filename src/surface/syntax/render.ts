import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Module } from "./module.ts";
import { bare, parts } from "./parts.ts";
import { filledText } from "./strings.ts";

/** What stands for a value that cannot be read from the source. */
const UNREADABLE = "…";

/** Deeper than any message is written. */
const DEEPEST = 12;
/** Longer than any message. */
const LONGEST = 100_000;

/**
 * The text that an expression gives, with names put in: strings, implicit concatenations, f-strings, `a + b`, `x if y else z` (its
 * first side). What cannot be told becomes `…`.
 */
export function render(
  node: SyntaxNode,
  module: Module,
  named: (name: string) => string | undefined,
  depth = 0,
): string {
  if (depth > DEEPEST) return UNREADABLE;
  const inner = (one: SyntaxNode | undefined) =>
    one === undefined ? UNREADABLE : render(one, module, named, depth + 1);
  const expression = bare(node);
  switch (expression.type) {
    case "identifier":
      return named(module.source(expression)) ?? UNREADABLE;
    case "string":
    case "concatenated_string":
      return filledText(expression, module, (part) => inner(part.expression)) ?? UNREADABLE;
    case "binary_operator":
      return (inner(child(expression, "left")) + inner(child(expression, "right"))).slice(0, LONGEST);
    case "conditional_expression":
      return inner(parts(expression)[0]);
    default:
      return UNREADABLE;
  }
}

/** `"Using %s …" % names` as the logging module does it: each `%s` and `%r` takes the next value. */
export function interpolated(format: string, values: readonly string[]): string {
  let at = 0;
  let left = LONGEST;
  return format.replace(/%[srd]/g, () => {
    const value = (values[at++] ?? UNREADABLE).slice(0, left);
    left -= value.length;
    return value;
  });
}
