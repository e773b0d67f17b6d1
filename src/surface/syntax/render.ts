import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { bare, parts, stringText, unescaped } from "./literals.ts";
import type { Module } from "./module.ts";

/** What stands for a value that cannot be read from the source. */
export const UNREADABLE = "…";

/** Deeper than any message is written. */
const DEEPEST = 12;

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
      return stringText(expression, module) ?? formatted(expression, module, inner);
    case "concatenated_string":
      return parts(expression).map(inner).join("");
    case "binary_operator":
      return inner(child(expression, "left")) + inner(child(expression, "right"));
    case "conditional_expression":
      return inner(parts(expression)[0]);
    default:
      return UNREADABLE;
  }
}

function formatted(node: SyntaxNode, module: Module, inner: (one: SyntaxNode | undefined) => string): string {
  let text = "";
  for (const part of node.children) {
    if (part.type === "string_content")
      text += unescaped(module.source(part)).replace(/\{\{|\}\}/g, (two) => two[0] ?? "");
    if (part.type === "interpolation") text += inner(child(part, "expression") ?? part.children[0]);
  }
  return text;
}

/** `"Using %s …" % names` as the logging module does it: each `%s` and `%r` takes the next value. */
export function interpolated(format: string, values: readonly string[]): string {
  let at = 0;
  return format.replace(/%[srd]/g, () => values[at++] ?? UNREADABLE);
}
