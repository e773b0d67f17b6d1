import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { bare, parts, stringText, unescaped } from "../syntax/literals.ts";
import type { Constants, Expression } from "./assignments.ts";
import { meanings, type Search, spent } from "./meanings.ts";

/** Nested deeper, computed longer and of more forms than any release writes a name. */
const DEEPEST = 12;
const MOST_STEPS = 1_000;
const MOST = 500;

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
      const literal = stringText(expression, module);
      if (literal !== undefined) return [literal];
      const pieces = expression.type === "string" ? expression.children : parts(expression);
      return product(pieces.filter(({ type }) => !/^string_(start|end)$/.test(type)).map((piece) => pieceTexts(piece)));
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

  function pieceTexts(piece: SyntaxNode): string[] {
    if (piece.type === "string_content") return [unescaped(module.source(piece))];
    return inner(piece.type === "interpolation" ? (child(piece, "expression") ?? piece.children[0]) : piece);
  }
}

function product(lists: readonly (readonly string[])[]): string[] {
  let joined = [""];
  for (const list of lists) {
    joined = joined.flatMap((before) => list.map((after) => before + after));
    if (joined.length > MOST) return [];
  }
  return joined;
}
