import type { Syntax } from "./syntax.ts";

/** A condition that must turn out as wanted for a place to be run. */
export interface Condition {
  readonly condition: Syntax;
  readonly wanted: boolean;
}

/** The conditions that a node puts on one of its children. */
export function conditionsOver(parent: Syntax, child: Syntax): readonly Condition[] {
  switch (parent.type) {
    case "if_statement":
      return overBranch(parent, child);
    case "elif_clause":
    case "while_statement":
      return child.type === "block" && (parent.field("consequence") ?? parent.field("body")) === child
        ? wanting(parent.field("condition"), true)
        : [];
    case "conditional_expression": {
      const [yes, condition, no] = parent.parts;
      if (child === condition) return [];
      return child === yes ? wanting(condition, true) : child === no ? wanting(condition, false) : [];
    }
    case "boolean_operator":
      return parent.field("right") === child
        ? wanting(parent.field("left"), parent.field("operator")?.type === "and")
        : [];
    case "list_comprehension":
    case "set_comprehension":
    case "dictionary_comprehension":
    case "generator_expression":
      if (parent.field("body") !== child) return [];
      return parent.parts.flatMap((part) => (part.type === "if_clause" ? wanting(part.parts[0], true) : []));
    case "case_clause": {
      const guard = parent.field("guard");
      return parent.field("consequence") === child ? wanting(guard?.parts[0], true) : [];
    }
    default:
      return [];
  }
}

/** A branch of `if … elif … else` is run when its condition holds and none before it does. */
function overBranch(statement: Syntax, child: Syntax): readonly Condition[] {
  const condition = statement.field("condition");
  if (statement.field("consequence") === child) return wanting(condition, true);
  const alternatives = statement.fields("alternative");
  const position = alternatives.indexOf(child);
  if (position === -1) return [];
  const before = alternatives.slice(0, position).map((clause) => clause.field("condition"));
  return [condition, ...before].flatMap((earlier) => wanting(earlier, false));
}

function wanting(condition: Syntax | undefined, wanted: boolean): readonly Condition[] {
  return condition === undefined ? [] : [{ condition, wanted }];
}
