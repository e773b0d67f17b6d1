import type { RuleId } from "../../checks/rules.ts";
import type { Analysis } from "./analysis.ts";
import { IMPORTS, importedNames, isVllm } from "./imports.ts";
import type { Syntax } from "./syntax.ts";
import { lastOf } from "./value.ts";

/** Python's exceptions that matter here, each with what it is also. */
const ANCESTORS: Readonly<Record<string, readonly string[]>> = {
  ModuleNotFoundError: ["ModuleNotFoundError", "ImportError", "Exception", "BaseException"],
  ImportError: ["ImportError", "Exception", "BaseException"],
  AttributeError: ["AttributeError", "Exception", "BaseException"],
  TypeError: ["TypeError", "Exception", "BaseException"],
  RuntimeError: ["RuntimeError", "Exception", "BaseException"],
  ValueError: ["ValueError", "Exception", "BaseException"],
  NotImplementedError: ["NotImplementedError", "RuntimeError", "Exception", "BaseException"],
  SystemExit: ["SystemExit", "BaseException"],
};

/** The exception that a break raises at its place; `undefined`: none there. */
export function raisedBy(rule: RuleId, statement: Syntax | undefined, analysis: Analysis): string | undefined {
  switch (rule) {
    case "import-gone":
    case "fallback-dead":
      return statement === undefined ? "AttributeError" : raisedByImport(statement, analysis);
    case "attribute-gone":
    case "base-class-gone":
      return statement === undefined ? "AttributeError" : raisedByImport(statement, analysis);
    case "keyword-unknown":
    case "argument-required":
    case "too-many-arguments":
    case "abstract-method-new":
      return "TypeError";
    default:
      return undefined;
  }
}

/** A missing name raises ImportError, which `except ModuleNotFoundError` does not catch; only a missing module raises that. */
export function raisedByImport(statement: Syntax, analysis: Analysis): string {
  const failing = importedNames(statement).find(
    ({ module, name }) => isVllm(module) && analysis.context.imports(module, name) === false,
  );
  if (failing === undefined) {
    const [first] = importedNames(statement);
    const there = first?.name !== undefined && analysis.context.imports(first.module) === true;
    return there ? "ImportError" : "ModuleNotFoundError";
  }
  const there = failing.name !== undefined && analysis.context.imports(failing.module) === true;
  return there ? "ImportError" : "ModuleNotFoundError";
}

/** The `except` clause of a try that catches what is raised: the name of an exception, or a failing import. */
export function catching(statement: Syntax, raised: string | Syntax, analysis: Analysis): Syntax | undefined {
  const name = typeof raised === "string" ? raised : raisedByImport(raised, analysis);
  return handlersOf(statement).find((handler) => catches(exceptionOf(handler), name, analysis));
}

/** The `except` clauses of a try, in order. */
function handlersOf(statement: Syntax): readonly Syntax[] {
  return statement.parts.filter((part) => part.type === "except_clause" || part.type === "except_group_clause");
}

/** What a handler names: nothing for a bare `except:`. */
export function exceptionOf(handler: Syntax): Syntax | undefined {
  const value = handler.field("value") ?? handler.parts.find((part) => part.type !== "block");
  return value?.type === "as_pattern" ? value.parts[0] : value;
}

/** Whether `except <expression>` catches an exception of this name. */
export function catches(expression: Syntax | undefined, raised: string, analysis: Analysis): boolean {
  if (expression === undefined) return true;
  const ancestors = ANCESTORS[raised] ?? [raised, "Exception", "BaseException"];
  return exceptionNames(expression, analysis).some((name) => ancestors.includes(name));
}

/** The exceptions an expression names: a tuple's, and those of a constant that holds a tuple. */
export function exceptionNames(expression: Syntax, analysis: Analysis): readonly string[] {
  const inner = expression.type === "parenthesized_expression" ? (expression.parts[0] ?? expression) : expression;
  if (inner.type === "tuple" || inner.type === "list" || inner.type === "expression_list") {
    return inner.parts.flatMap((part) => namesOf(part, analysis));
  }
  return namesOf(inner, analysis);
}

function namesOf(expression: Syntax, analysis: Analysis): readonly string[] {
  const written = lastOf(expression.text.slice(0, 200));
  if (written in ANCESTORS || expression.type !== "identifier") return [written];
  const value = analysis.evaluate(expression);
  const values = value.kind === "sequence" ? value.items : [value];
  return values.flatMap((item) => (item.kind === "symbol" ? [lastOf(item.name)] : []));
}

/** The import statement a place is in. */
export function importAt(place: Syntax): Syntax | undefined {
  return place.closest(IMPORTS);
}
