import type { Analysis } from "./analysis.ts";
import { evaluateCall } from "./calls.ts";
import { allOf, anyOf, compareValues } from "./comparison.ts";
import { isVllm } from "./imports.ts";
import { attributeOf, itemOf } from "./members.ts";
import { mentionsVersion } from "./named-conditions.ts";
import { symbolValue } from "./symbols.ts";
import type { Syntax } from "./syntax.ts";
import {
  constant,
  join,
  lastOf,
  NONE,
  originOf,
  type Scope,
  truth,
  UNCLEAR,
  UNKNOWN,
  unknownFrom,
  type Value,
} from "./value.ts";

/** What an expression is on the target. Never throws: what is not understood is unknown. */
export function evaluateExpression(expression: Syntax, scope: Scope | undefined, analysis: Analysis): Value {
  let node = expression;
  while (node.type === "parenthesized_expression" || node.type === "await") {
    const inner = node.parts[0];
    if (inner === undefined) return UNKNOWN;
    node = inner;
  }
  const value = evaluateNode(node, scope, analysis);
  // A name that speaks of vLLM's version and is not understood makes what hangs on it unclear, not unguarded.
  const open = value.kind === "unknown" || (value.kind === "symbol" && !isVllm(value.name));
  if (!open || value.origin !== undefined || !LEAVES.has(node.type)) return value;
  const name = node.type === "call" ? node.field("function")?.text : node.text;
  return name !== undefined && name.length < 200 && mentionsVersion(lastOf(name)) ? UNCLEAR : value;
}

const LEAVES: ReadonlySet<string> = new Set(["identifier", "attribute", "call"]);

function evaluateNode(node: Syntax, scope: Scope | undefined, analysis: Analysis): Value {
  const evaluate = (part: Syntax | undefined): Value => (part === undefined ? UNKNOWN : analysis.evaluate(part, scope));
  switch (node.type) {
    case "true":
      return constant(true);
    case "false":
      return constant(false);
    case "none":
      return NONE;
    case "integer":
    case "float":
      return Number.isNaN(Number(node.text)) ? UNKNOWN : constant(Number(node.text));
    case "unary_operator": {
      const value = evaluate(node.field("argument"));
      return value.kind === "constant" && typeof value.value === "number" && node.text.startsWith("-")
        ? constant(-value.value)
        : unknownFrom(value);
    }
    case "string":
    case "concatenated_string":
      return textOf(node, evaluate);
    case "tuple":
    case "list":
    case "set":
    case "expression_list":
      return { kind: "sequence", items: node.parts.slice(0, 100).map(evaluate) };
    case "identifier":
      return named(node, scope, analysis);
    case "attribute":
      return attribute(node, evaluate, analysis);
    case "subscript":
      return subscript(node, evaluate);
    case "named_expression":
      return evaluate(node.field("value"));
    case "not_operator":
      return negated(evaluate(node.field("argument")));
    case "boolean_operator":
      return chain(node, evaluate);
    case "comparison_operator":
      return comparison(node, evaluate, analysis);
    case "conditional_expression":
      return choice(node, evaluate);
    case "list_comprehension":
    case "generator_expression":
      return comprehension(node, scope, analysis);
    case "call":
      return evaluateCall(node, scope, analysis);
    default:
      return UNKNOWN;
  }
}

function named(node: Syntax, scope: Scope | undefined, analysis: Analysis): Value {
  const value = analysis.lookup(node.text, node, scope);
  return value.kind === "symbol" ? { ...symbolValue(value.name, analysis), ...fromOf(value) } : value;
}

function fromOf(value: Value): object {
  return value.kind === "symbol" && value.from !== undefined ? { from: value.from } : {};
}

/** The text of a literal; an f-string only when it holds nothing but known values. */
function textOf(node: Syntax, evaluate: (part: Syntax | undefined) => Value): Value {
  if (node.type === "concatenated_string") {
    const parts = node.parts.map((part) => textOf(part, evaluate));
    const texts = parts.map((part) => (part.kind === "constant" ? part.value : undefined));
    return texts.every((text) => typeof text === "string") ? constant(texts.join("")) : unknownFrom(...parts);
  }
  const parts = node.parts.filter((part) => part.type === "string_content" || part.type === "interpolation");
  if (parts.every((part) => part.type === "string_content")) return constant(parts.map((part) => part.text).join(""));
  const values = parts
    .filter((part) => part.type === "interpolation")
    .map((part) => evaluate(part.field("expression")));
  const [only] = values;
  return parts.length === 1 && only?.kind === "constant" && typeof only.value === "string"
    ? only
    : unknownFrom(...values);
}

function attribute(node: Syntax, evaluate: (part: Syntax | undefined) => Value, analysis: Analysis): Value {
  const name = node.field("attribute")?.text;
  return name === undefined ? UNKNOWN : attributeOf(evaluate(node.field("object")), name, analysis);
}

function subscript(node: Syntax, evaluate: (part: Syntax | undefined) => Value): Value {
  const value = evaluate(node.field("value"));
  const key = node.field("subscript");
  if (key === undefined) return unknownFrom(value);
  if (value.kind === "distribution") return /^["']version["']$/i.test(key.text) ? UNCLEAR : UNKNOWN;
  if (key.type !== "slice") return itemOf(value, evaluate(key));
  const bounds: (Value | undefined)[] = [undefined];
  for (const child of key.children) {
    if (child.type === ":") bounds.push(undefined);
    else if (child.named) bounds[bounds.length - 1] = evaluate(child);
  }
  return itemOf(value, bounds);
}

function negated(value: Value): Value {
  const answer = truth(value);
  return answer === undefined ? unknownFrom(value) : constant(!answer, originOf(value));
}

/** More operands than this in one condition are not looked at. */
const OPERANDS = 500;

/** `a and b and c` nests to the left as deep as it is long, so it is taken apart in a loop. */
function chain(node: Syntax, evaluate: (part: Syntax | undefined) => Value): Value {
  const operator = node.field("operator")?.type;
  const operands: (Syntax | undefined)[] = [];
  let left: Syntax | undefined = node;
  while (left?.type === "boolean_operator" && left.field("operator")?.type === operator) {
    operands.push(left.field("right"));
    left = left.field("left");
  }
  const values = [left, ...operands.reverse()].slice(0, OPERANDS).map(evaluate);
  if (operands.length >= OPERANDS) values.push(UNKNOWN);
  return operator === "and" ? allOf(values) : anyOf(values);
}

function comparison(node: Syntax, evaluate: (part: Syntax | undefined) => Value, analysis: Analysis): Value {
  const operands = node.parts;
  const operators = node.children.filter((child) => !child.named && child.type !== "comment");
  if (isProbeForKeyword(node, analysis)) {
    return constant(operators[0]?.text.replace(/\s+/g, " ") === "not in", "missing");
  }
  const values = operands.map(evaluate);
  const answers = operators.map((operator, index) =>
    compareValues(values[index] ?? UNKNOWN, operator.text.replace(/\s+/g, " "), values[index + 1] ?? UNKNOWN),
  );
  return answers.length === 0 ? UNKNOWN : allOf(answers);
}

/** `"keyword" in inspect.signature(function).parameters`: the break says that the keyword is not. */
function isProbeForKeyword(node: Syntax, analysis: Analysis): boolean {
  const [left, right] = node.parts;
  if (analysis.gone.keyword === undefined || left?.type !== "string" || right === undefined) return false;
  const name = left.parts.find((part) => part.type === "string_content")?.text;
  return (
    name === analysis.gone.keyword &&
    [right.text, ...valuesOf(right)].some((text) => PARAMETERS.test(text.slice(0, 500)))
  );
}

const PARAMETERS = /signature|param|argspec|fields|varnames/i;

/** What the file gives a plain name anywhere: `keys = inspect.signature(f).parameters.keys()`. */
function valuesOf(node: Syntax): string[] {
  if (node.type !== "identifier") return [];
  return node.file.occurrences(node.text).flatMap(({ parent, start }) => {
    const [left, right] = parent?.type === "assignment" ? [parent.field("left"), parent.field("right")] : [];
    return left?.start === start && right !== undefined ? [right.text] : [];
  });
}

function choice(node: Syntax, evaluate: (part: Syntax | undefined) => Value): Value {
  const [yes, condition, no] = node.parts;
  const value = evaluate(condition);
  const answer = truth(value);
  if (answer !== undefined) return evaluate(answer ? yes : no);
  return join([evaluate(yes), evaluate(no)]);
}

/** `[int(part) for part in version.split(".")[:2]]`. */
function comprehension(node: Syntax, scope: Scope | undefined, analysis: Analysis): Value {
  const [body, loop, ...more] = node.parts;
  const [left, right] = [loop?.field("left"), loop?.field("right")];
  const whole = right === undefined ? UNKNOWN : analysis.evaluate(right, scope);
  if (whole.kind !== "sequence" || left?.type !== "identifier" || body === undefined || more.length > 0) {
    return unknownFrom(whole);
  }
  const items = whole.items.map((item) => {
    const inner: Scope = { owner: node, names: new Map([[left.text, item]]), outer: scope };
    return body.type === "call" ? evaluateCall(body, inner, analysis) : analysis.evaluate(body, inner);
  });
  return { kind: "sequence", items, origin: whole.origin };
}
