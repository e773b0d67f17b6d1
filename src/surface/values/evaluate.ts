import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Classes } from "../classes/classes.ts";
import { parts } from "../syntax/parts.ts";
import { piecesOf } from "../syntax/strings.ts";
import { builtin } from "./builtins.ts";
import { comprehension, dictionary, sequence } from "./collections.ts";
import { joined } from "./limits.ts";
import { method } from "./methods.ts";
import { asText, attributeOf, binary, itemOf, textOrUnknown } from "./operations.ts";
import { readCall } from "./read-call.ts";
import type { Call, Evaluate, Scope } from "./scope.ts";
import { NONE, UNKNOWN, type Value } from "./value.ts";

/** Nested deeper than anyone writes expressions. */
const DEEPEST = 60;
/** Values computed for one expression before it counts as one that goes on for ever. */
const MOST_STEPS = 200_000;

/** @param onCall what a call comes to for the one who evaluates; `undefined` leaves it to what Python's builtins do */
export function makeEvaluate(
  classes: Classes,
  onCall: (call: Call, scope: Scope) => Value | undefined = () => undefined,
): Evaluate {
  let depth = 0;
  let steps = 0;
  const evaluate: Evaluate = (node, scope) => {
    if (node === undefined || depth > DEEPEST || steps > MOST_STEPS) return UNKNOWN;
    if (depth === 0) steps = 0;
    steps += 1;
    depth += 1;
    try {
      return evaluateNode(node, scope);
    } finally {
      depth -= 1;
    }
  };
  const evaluateNode = (node: SyntaxNode, scope: Scope): Value => {
    const source = () => scope.module.source(node);
    switch (node.type) {
      case "string":
      case "concatenated_string": {
        const pieces = piecesOf(node, scope.module)?.map((piece) => {
          if (typeof piece === "string") return piece;
          return piece.plain ? asText(evaluate(piece.expression, scope)) : undefined;
        });
        return pieces === undefined ? UNKNOWN : textOrUnknown(joined(pieces));
      }
      case "integer":
      case "float": {
        const number = Number(source().replaceAll("_", ""));
        return Number.isNaN(number) ? UNKNOWN : { kind: "number", number, float: node.type === "float" };
      }
      case "true":
      case "false":
        return { kind: "truth", truth: node.type === "true" };
      case "none":
        return NONE;
      case "parenthesized_expression":
        return evaluate(parts(node)[0], scope);
      case "list":
      case "tuple":
      case "set":
        return sequence(node, scope, classes, evaluate);
      case "dictionary":
        return dictionary(node, scope, evaluate);
      case "identifier":
        return scope.locals.get(source()) ?? classes.global(scope.module, source(), evaluate);
      case "attribute": {
        const name = child(node, "attribute");
        const object = evaluate(child(node, "object"), scope);
        return name === undefined ? UNKNOWN : attributeOf(object, scope.module.source(name), classes, evaluate);
      }
      case "subscript": {
        const value = evaluate(child(node, "value"), scope);
        if (value.kind === "external" || value.kind === "class") return { kind: "type", node, module: scope.module };
        return itemOf(value, evaluate(child(node, "subscript"), scope));
      }
      case "unary_operator": {
        const value = evaluate(child(node, "argument"), scope);
        const negative = source().startsWith("-") && value.kind === "number";
        return negative ? { ...value, number: -value.number } : UNKNOWN;
      }
      case "not_operator": {
        const value = evaluate(child(node, "argument"), scope);
        return value.kind === "truth" ? { kind: "truth", truth: !value.truth } : UNKNOWN;
      }
      case "binary_operator":
        return binaryNode(node, scope, evaluate);
      case "list_comprehension":
      case "generator_expression":
      case "set_comprehension":
        return comprehension(node, scope, classes, evaluate);
      case "call": {
        const call = readCall(node, scope, classes, evaluate);
        return onCall(call, scope) ?? (isMethod(call) ? method : builtin)(call, classes, evaluate);
      }
      default:
        return UNKNOWN;
    }
  };
  return evaluate;
}

function binaryNode(node: SyntaxNode, scope: Scope, evaluate: Evaluate): Value {
  const [left, right] = [child(node, "left"), child(node, "right")];
  if (left === undefined || right === undefined) return UNKNOWN;
  const operator = scope.module.text.slice(left.end, right.start).replace(/#[^\n]*|[\s()\\]/g, "");
  const found = binary(operator, evaluate(left, scope), evaluate(right, scope));
  return operator === "|" && found.kind === "unknown" ? { kind: "type", node, module: scope.module } : found;
}

/** Whether it calls a method of a value, and not a function, which a module may stand before. */
const isMethod = ({ object }: Call): boolean =>
  object !== undefined && object.kind !== "external" && object.kind !== "module";
