import { concat, cut, type Traced } from "../../text/traced.ts";
import { unknownFor } from "../shell/templates.ts";

const MAX_DEPTH = 10;
const MAX_LENGTH = 20_000;

/** Pieces of text that the variables of one makefile may still give: those that name themselves several times never end. */
export interface MakeBudget {
  left: number;
}

export function makeBudget(): MakeBudget {
  return { left: 100_000 };
}

/**
 * A text with make's variables expanded (GNU make manual, 6.1): `$(NAME)`, `${NAME}`, `$N`; `$$` is the shell's `$`. Functions and what
 * nothing sets are not known.
 */
export function expandMake(
  source: Traced,
  variables: ReadonlyMap<string, Traced>,
  budget: MakeBudget = makeBudget(),
  depth = 0,
): Traced {
  if (!source.text.includes("$")) return source;
  const parts: Traced[] = [];
  let from = 0;
  let length = 0;
  for (const match of source.text.matchAll(/\$(?:\$|\(([^()$]*)\)|\{([^{}$]*)\}|\((?:[^()]|\([^()]*\))*\)|.)/g)) {
    const [whole, round, curly] = match;
    const end = match.index + whole.length;
    parts.push(cut(source, from, match.index));
    from = end;
    if (whole === "$$") {
      parts.push(cut(source, end - 1, end));
      continue;
    }
    const value = variables.get(round ?? curly ?? whole.slice(1));
    const tried = value !== undefined && depth <= MAX_DEPTH && length <= MAX_LENGTH && budget.left > 0;
    if (tried) budget.left -= 1 + value.pieces.length;
    const expanded = tried ? expandMake(value, variables, budget, depth + 1) : undefined;
    length += expanded?.text.length ?? 1;
    parts.push(expanded !== undefined && length <= MAX_LENGTH ? expanded : unknownFor(source, match.index, end));
  }
  return concat([...parts, cut(source, from)]);
}
