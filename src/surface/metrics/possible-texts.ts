import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { bare, parts } from "../syntax/parts.ts";
import { piecesOf } from "../syntax/strings.ts";
import type { Constants, Expression } from "./constants.ts";
import { meanings, type Search, spent } from "./meanings.ts";

/** Nested deeper, computed longer and of more forms than any release writes a name. */
const DEEPEST = 12;
const MOST_STEPS = 1_000;
const MOST = 500;
const LONGEST = 1_000;

/**
 * The texts that an expression can have: literals, concatenations, f-strings, names of constants, of variables and of what runs
 * over a list or dictionary of literals. Empty where it cannot be told.
 */
export const textsOf = (expression: Expression, constants: Constants): string[] =>
  texts(expression, { constants, left: MOST_STEPS }, 0);

function texts({ node, module }: Expression, search: Search, depth: number): string[] {
  if (depth > DEEPEST || spent(search)) return [];
  const inner = (one: SyntaxNode | undefined) =>
    one === undefined ? [] : texts({ node: one, module }, search, depth + 1);
  const expression = bare(node);
  switch (expression.type) {
    case "string":
    case "concatenated_string": {
      const pieces = piecesOf(expression, module);
      const alternatives = pieces?.map((piece) => (typeof piece === "string" ? [piece] : inner(piece.expression)));
      return alternatives === undefined ? [] : product(alternatives);
    }
    case "binary_operator":
      return product([inner(child(expression, "left")), inner(child(expression, "right"))]);
    case "conditional_expression":
      return [...inner(parts(expression)[0]), ...inner(parts(expression)[2])];
    case "identifier":
    case "attribute":
      return meanings({ node: expression, module }, search).flatMap((one) => texts(one, search, depth + 1));
    default:
      return [];
  }
}

/** One alternative of each, put together in every way. */
function product(lists: readonly (readonly string[])[]): string[] {
  let joined = [""];
  for (const list of lists) {
    joined = joined.flatMap((before) => list.map((after) => before + after));
    if (joined.length > MOST || joined.some(({ length }) => length > LONGEST)) return [];
  }
  return joined;
}
