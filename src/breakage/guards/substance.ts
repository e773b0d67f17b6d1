import type { Syntax } from "./syntax.ts";
import { lastOf } from "./value.ts";

const CONSTANTS: ReadonlySet<string> = new Set(["none", "true", "false", "integer", "float", "string", "ellipsis"]);
const CONTAINERS: ReadonlySet<string> = new Set([
  "tuple",
  "list",
  "set",
  "dictionary",
  "pair",
  "expression_list",
  "parenthesized_expression",
  "concatenated_string",
  "unary_operator",
]);

/** Nesting of literals that is looked into: beyond it, a literal is taken for something. */
const DEEPEST = 20;

/** Whether an expression is only a constant: None, a flag, a text, an empty container; or what was caught, `str(error)`. */
export function isConstant(expression: Syntax, caught: string | undefined, depth = 0): boolean {
  if (CONSTANTS.has(expression.type) || (expression.type === "identifier" && expression.text === caught)) return true;
  if (depth > DEEPEST) return false;
  if (CONTAINERS.has(expression.type)) return expression.parts.every((part) => isConstant(part, caught, depth + 1));
  if (expression.type !== "call") return false;
  const name = expression.field("function")?.text ?? "";
  const args = expression.field("arguments")?.parts ?? [];
  if (name === "object" || /^(?:str|repr|dict|list|tuple|set|bool|type)$/.test(name)) {
    return args.every((part) => isConstant(part, caught, depth + 1)) && name !== "object";
  }
  return /^traceback\.format_exc$/.test(name);
}

const SPEAKS =
  /^(?:debug|info|warn|warning|error|exception|critical|fatal|log|print|print_exc|print_exception)(?:_once)?$/;

/** Whether a call only tells: a log line, a warning, a print. */
export function onlySpeaks(call: Syntax): boolean {
  const name = lastOf(call.field("function")?.text.slice(-100) ?? "");
  return SPEAKS.test(name) || /(?:^|_)warn(?:ing)?(?:_|$)|^rank_zero_/.test(name);
}

/** Whether a function's body does nothing but raise: what stands in for something, and tells that it is gone. */
export function onlyRaises(definition: Syntax): boolean {
  const statements = definition.field("body")?.parts ?? [];
  const real = statements.filter((part) => part.type !== "expression_statement" || part.parts[0]?.type !== "string");
  return real.length > 0 && real.every((part) => part.type === "raise_statement");
}
