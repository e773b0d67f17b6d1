import type { Node } from "web-tree-sitter";
import type { Origin } from "./bindings.ts";
import { literalStrings, type Strings, stringValue } from "./string-collections.ts";

/** What a module's `__getattr__` (PEP 562) answers to. */
export type LazyNames =
  | { readonly kind: "none" }
  /** Any name, or names that only running it would tell. */
  | { readonly kind: "unknown" }
  /** Exactly these, with where each comes from as far as it is written down. */
  | { readonly kind: "exact"; readonly names: ReadonlyMap<string, Origin | undefined> };

export interface LazyContext {
  /** The strings a module-level name holds. */
  collection(name: string): Strings | undefined;
  /** What a string in such a dict leads to for a name: `.engine.llm_engine:LLMEngine`. */
  origin(value: string, name: string): Origin | undefined;
  /** What the import statements under a node bind. */
  imports(node: Node): ReadonlyMap<string, Origin>;
}

/** A condition on the name asked for. */
type Condition =
  | { readonly kind: "one of" | "none of"; readonly names: Strings }
  /** In `globals()`: what has been bound, and so never gets here. */
  | { readonly kind: "global" | "not global" }
  /** Of a whole family of names (`name.startswith("__")`). */
  | { readonly kind: "family" };

const UNKNOWN: LazyNames = { kind: "unknown" };

/** Reads the shapes a module's `__getattr__` is written in; anything else is `unknown`. */
export function lazyNames(definition: Node, context: LazyContext): LazyNames {
  const parameter = definition.childForFieldName("parameters")?.namedChildren[0];
  const asked = parameter?.type === "identifier" ? parameter.text : parameter?.namedChildren[0]?.text;
  const body = definition.childForFieldName("body");
  if (asked === undefined || body === null) return UNKNOWN;
  const accepted = new Map<string, Origin | undefined>();
  const refused = new Set<string>();
  /** `spec = EXPORTS.get(name)`. */
  const looked = new Map<string, Strings>();
  const accept = (names: Strings, block: Node | undefined) => {
    const imports = block === undefined ? undefined : context.imports(block);
    const returned = block === undefined ? undefined : returnedName(block);
    for (const [name, value] of names) {
      const origin =
        (value === undefined ? undefined : context.origin(value, name)) ??
        (returned === undefined || names.size > 1 ? undefined : imports?.get(returned));
      if (!accepted.has(name) && !refused.has(name)) accepted.set(name, origin);
    }
  };
  const exact = (): LazyNames => ({ kind: "exact", names: accepted });

  const open = statementsOf(body).reverse();
  for (let statement = open.pop(); statement !== undefined; statement = open.pop()) {
    if (statement.type === "raise_statement") return exact();
    if (statement.type === "return_statement") {
      if (new RegExp(`^return globals\\(\\)\\[${asked}\\]$`).test(statement.text)) return exact();
      return UNKNOWN;
    }
    if (statement.type === "try_statement") {
      const names = triedLookup(statement, asked, context);
      if (names === undefined) return UNKNOWN;
      accept(names, undefined);
      return exact();
    }
    if (statement.type === "if_statement") {
      for (const { condition, block } of branchesOf(statement)) {
        if (condition === null) {
          open.push(...statementsOf(block).reverse());
          continue;
        }
        const meaning = conditionOn(asked, condition, context, looked);
        const returns = hasReturn(block);
        if (meaning === undefined) return UNKNOWN;
        if (meaning.kind === "one of") {
          if (returns) accept(meaning.names, block);
          else if (!raises(block)) return UNKNOWN;
          else for (const name of meaning.names.keys()) refused.add(name);
        } else if (meaning.kind === "global") {
          if (!returns && !raises(block)) return UNKNOWN;
        } else if (returns || !raises(block)) return UNKNOWN;
        else if (meaning.kind !== "family") {
          // Whatever follows `if name not in X: raise` is for the names in X alone.
          if (meaning.kind === "none of") accept(meaning.names, body);
          return exact();
        }
      }
    } else if (statement.type === "expression_statement") {
      const [assignment] = statement.namedChildren;
      const left = assignment?.type === "assignment" ? assignment.childForFieldName("left") : null;
      const names = lookup(assignment?.childForFieldName("right") ?? null, asked, context);
      if (left?.type === "identifier" && names !== undefined) looked.set(left.text, names);
      if (left?.text === asked) return UNKNOWN;
    } else if (!/^(?:import_statement|import_from_statement|global_statement|pass_statement)$/.test(statement.type)) {
      return UNKNOWN;
    }
  }
  // It ends without a word: every name is None.
  return UNKNOWN;
}

function statementsOf(block: Node): Node[] {
  return block.namedChildren.filter((child) => child !== null && child.type !== "comment") as Node[];
}

function branchesOf(statement: Node): { readonly condition: Node | null; readonly block: Node }[] {
  const clauses = [statement, ...statement.childrenForFieldName("alternative")];
  return clauses.flatMap((clause) => {
    const block = clause?.childForFieldName("consequence") ?? clause?.childForFieldName("body");
    return block == null ? [] : [{ condition: clause?.childForFieldName("condition") ?? null, block }];
  });
}

function hasReturn(block: Node): boolean {
  return block.descendantsOfType("return_statement").length > 0;
}

function raises(block: Node): boolean {
  return statementsOf(block).at(-1)?.type === "raise_statement";
}

function returnedName(block: Node): string | undefined {
  const [only, ...more] = block.descendantsOfType("return_statement");
  const value = only?.namedChildren[0];
  return more.length === 0 && value?.type === "identifier" ? value.text : undefined;
}

function conditionOn(
  asked: string,
  condition: Node,
  context: LazyContext,
  looked: ReadonlyMap<string, Strings>,
): Condition | undefined {
  if (condition.type === "identifier") {
    const names = looked.get(condition.text);
    return names === undefined ? undefined : { kind: "one of", names };
  }
  if (condition.type === "call") {
    return condition.childForFieldName("function")?.text === `${asked}.startswith` ? { kind: "family" } : undefined;
  }
  if (condition.type !== "comparison_operator" || condition.namedChildCount !== 2) return undefined;
  const [left, right] = condition.namedChildren;
  const operator = condition
    .childrenForFieldName("operators")
    .map((each) => each?.type)
    .join(" ");
  if (left == null || right == null) return undefined;
  if (operator === "==") {
    const value = stringValue(left.text === asked ? right : left);
    return (left.text === asked || right.text === asked) && value !== undefined
      ? { kind: "one of", names: new Map([[value, undefined]]) }
      : undefined;
  }
  const known = looked.get(left.text);
  if (known !== undefined && right.text === "None" && /^is(?: not)?$/.test(operator))
    return { kind: operator === "is" ? "none of" : "one of", names: known };
  if (left.text !== asked || !/^(?:not )?in$/.test(operator)) return undefined;
  if (right.text === "globals()") return { kind: operator === "in" ? "global" : "not global" };
  const names = right.type === "identifier" ? context.collection(right.text) : literalStrings(right);
  return names === undefined ? undefined : { kind: operator === "in" ? "one of" : "none of", names };
}

/** `EXPORTS.get(name)`, `EXPORTS[name]`. */
function lookup(expression: Node | null, asked: string, context: LazyContext): Strings | undefined {
  const match = /^(\w+)(?:\.get\((\w+)(?:, None)?\)|\[(\w+)\])$/.exec(expression?.text.slice(0, 200) ?? "");
  return match?.[1] !== undefined && (match[2] ?? match[3]) === asked ? context.collection(match[1]) : undefined;
}

/** `try: return EXPORTS[name]` with an `except` that raises. */
function triedLookup(statement: Node, asked: string, context: LazyContext): Strings | undefined {
  const body = statement.childForFieldName("body");
  const handlers = statement.namedChildren.filter((child) => child?.type === "except_clause");
  const rest = statement.namedChildren.filter((child) => child?.type !== "except_clause" && child?.type !== "comment");
  if (body === null || handlers.length === 0 || rest.length !== 1) return undefined;
  const raising = handlers.every((handler) =>
    raises(handler?.namedChildren.find((child) => child?.type === "block") ?? body),
  );
  if (!raising || !hasReturn(body)) return undefined;
  const subscripts = body.descendantsOfType("subscript").map((node) => lookup(node, asked, context));
  const [names] = subscripts.filter((each) => each !== undefined);
  return names;
}
