import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { builtin, method } from "./builtins.ts";
import { asText, attributeOf, binary, comprehension, itemOf, itemsOf } from "./operations.ts";
import type { Call, Classes, Evaluate, Scope } from "./scope.ts";
import { stringText } from "./strings.ts";
import { NONE, text, UNKNOWN, type Value } from "./value.ts";

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
  const evaluate = (node: SyntaxNode | undefined, scope: Scope): Value => {
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
      case "string": {
        const filled = stringText(node, scope.module.source, (expression) => asText(evaluate(expression, scope)));
        return filled === undefined ? UNKNOWN : text(filled);
      }
      case "concatenated_string": {
        const parts = node.children.map((part) => evaluate(part, scope));
        return parts.every((part) => part.kind === "text") ? text(parts.map((part) => part.text).join("")) : UNKNOWN;
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
        return evaluate(
          node.children.find(({ type }) => type !== "comment"),
          scope,
        );
      case "list":
      case "tuple":
      case "set":
        return sequence(node, scope);
      case "dictionary":
        return dictionary(node, scope);
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
        return binaryNode(node, scope);
      case "list_comprehension":
      case "generator_expression":
      case "set_comprehension":
        return comprehension(node, scope, classes, evaluate);
      case "call":
        return call(node, scope);
      default:
        return UNKNOWN;
    }
  };
  const binaryNode = (node: SyntaxNode, scope: Scope): Value => {
    const [left, right] = [child(node, "left"), child(node, "right")];
    if (left === undefined || right === undefined) return UNKNOWN;
    const operator = scope.module.text.slice(left.end, right.start).replace(/#[^\n]*|[\s()\\]/g, "");
    const found = binary(operator, evaluate(left, scope), evaluate(right, scope));
    return operator === "|" && found.kind === "unknown" ? { kind: "type", node, module: scope.module } : found;
  };
  const sequence = (node: SyntaxNode, scope: Scope): Value => {
    const items: Value[] = [];
    for (const item of node.children) {
      if (item.type === "comment") continue;
      if (item.type !== "list_splat") items.push(evaluate(item, scope));
      else {
        const inner = itemsOf(evaluate(item.children[0], scope), classes, evaluate);
        if (inner === undefined) return UNKNOWN;
        items.push(...inner);
      }
    }
    return { kind: "list", items, brackets: node.type === "list" ? "[]" : node.type === "tuple" ? "()" : "{}" };
  };
  const dictionary = (node: SyntaxNode, scope: Scope): Value => {
    const made = { kind: "dictionary" as const, entries: new Map<string, Value>(), open: false };
    for (const part of node.children) {
      if (part.type === "pair") {
        const key = asText(evaluate(child(part, "key"), scope));
        if (key === undefined) made.open = true;
        else made.entries.set(key, evaluate(child(part, "value"), scope));
      } else if (part.type === "dictionary_splat") {
        const inner = evaluate(part.children[0], scope);
        if (inner.kind !== "dictionary") made.open = true;
        else for (const [key, value] of inner.entries) made.entries.set(key, value);
        if (inner.kind === "dictionary" && inner.open) made.open = true;
      }
    }
    return made;
  };
  const call = (node: SyntaxNode, scope: Scope): Value => {
    const callee = child(node, "function");
    const attribute = callee?.type === "attribute";
    const object = attribute ? evaluate(child(callee, "object"), scope) : undefined;
    const nameNode = attribute ? child(callee, "attribute") : callee;
    const name = nameNode === undefined ? "" : scope.module.source(nameNode);
    const args: Value[] = [];
    const keywords = new Map<string, Value>();
    let open = false;
    const given = child(node, "arguments");
    // `join(x for x in y)`: the generator stands where the parentheses do.
    const parts = given?.type === "generator_expression" ? [given] : (given?.children ?? []);
    for (const part of parts) {
      if (part.type === "comment") continue;
      if (part.type === "keyword_argument") {
        const key = child(part, "name");
        if (key !== undefined) keywords.set(scope.module.source(key), evaluate(child(part, "value"), scope));
      } else if (part.type === "list_splat") {
        const inner = itemsOf(evaluate(part.children[0], scope), classes, evaluate);
        if (inner === undefined) open = true;
        else args.push(...inner);
      } else if (part.type === "dictionary_splat") {
        const inner = evaluate(part.children[0], scope);
        if (inner.kind !== "dictionary") open = true;
        else for (const [key, value] of inner.entries) keywords.set(key, value);
        if (inner.kind === "dictionary" && inner.open) open = true;
      } else args.push(evaluate(part, scope));
    }
    const value = object !== undefined ? attributeOf(object, name, classes, evaluate) : evaluate(callee, scope);
    const made: Call = { node, callee: value, object, name, args, keywords, open };
    return (
      onCall(made, scope) ?? (object === undefined ? builtin(made, classes, evaluate) : method(made, classes, evaluate))
    );
  };
  return evaluate;
}
