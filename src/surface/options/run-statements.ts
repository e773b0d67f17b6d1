import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { FunctionSource } from "../classes/class-source.ts";
import type { Classes } from "../classes/classes.ts";
import { importedNames, packageOf } from "../classes/imports.ts";
import { bind } from "../values/collections.ts";
import { itemsOf } from "../values/operations.ts";
import type { Evaluate, Scope } from "../values/scope.ts";
import { NONE, UNKNOWN, type Value } from "../values/value.ts";
import { assign, augment, remove } from "./targets.ts";

/** Blocks nested deeper than anyone writes them. */
const DEEPEST = 30;
/** Statements run for one parser; a release's takes a few thousand. */
const MOST_STATEMENTS = 50_000;

/** How many statements may still run. */
export interface Budget {
  left: number;
}

/** What one parser may take. */
export const newBudget = (): Budget => ({ left: MOST_STATEMENTS });

/**
 * Runs the statements of a function that builds a parser, as far as its text tells. Every branch of a condition is taken: what one
 * of them adds, the release accepts somewhere. @returns what it returns
 */
export function runFunction(
  of: FunctionSource,
  locals: Map<string, Value>,
  classes: Classes,
  evaluate: Evaluate,
  budget: Budget,
): Value {
  const scope: Scope = { module: of.module, locals };
  let result: Value = NONE;
  const source = (node: SyntaxNode | undefined) => (node === undefined ? "" : of.module.source(node));

  const run = (node: SyntaxNode, depth: number): void => {
    budget.left -= 1;
    if (depth > DEEPEST || budget.left < 0) return;
    switch (node.type) {
      case "expression_statement":
        for (const inner of node.children) expression(inner);
        return;
      case "return_statement":
        if (node.children[0] !== undefined) result = evaluate(node.children[0], scope);
        return;
      case "delete_statement":
        for (const target of node.children) remove(target, scope, evaluate);
        return;
      case "for_statement":
        loop(node, depth);
        return;
      case "import_statement":
      case "import_from_statement":
        for (const { local, module, name } of importedNames(node, source, packageOf(of.module.file, of.module.name))) {
          locals.set(local, imported(module, name));
        }
        return;
      case "function_definition": {
        const name = source(child(node, "name"));
        locals.set(name, { kind: "function", function: { name, module: of.module, node } });
        return;
      }
      case "if_statement":
      case "elif_clause":
      case "else_clause":
      case "try_statement":
      case "except_clause":
      case "finally_clause":
      case "with_statement":
      case "while_statement":
      case "block":
        for (const inner of node.children) if (inner.field !== "condition") run(inner, depth + 1);
    }
  };
  const imported = (module: string, name: string | undefined): Value => {
    const target = classes.modules.module(module);
    if (target === undefined) return { kind: "external", path: name === undefined ? module : `${module}.${name}` };
    return name === undefined ? { kind: "module", module: target } : classes.global(target, name, evaluate);
  };
  const expression = (node: SyntaxNode): Value => {
    const right = child(node, "right");
    if (node.type !== "assignment" && node.type !== "augmented_assignment") return evaluate(node, scope);
    const left = child(node, "left");
    if (left === undefined || right === undefined) return UNKNOWN;
    const value = right.type === "assignment" ? expression(right) : evaluate(right, scope);
    if (node.type === "assignment") assign(left, value, scope, classes, evaluate);
    else {
      const adds = of.module.text.slice(left.end, right.start).includes("+=");
      augment(left, value, adds, scope, classes, evaluate);
    }
    return value;
  };
  const loop = (node: SyntaxNode, depth: number): void => {
    const [target, over, body] = [child(node, "left"), child(node, "right"), child(node, "body")];
    if (target === undefined || over === undefined || body === undefined) return;
    const items = itemsOf(evaluate(over, scope), classes, evaluate) ?? [UNKNOWN];
    for (const item of items) {
      if (budget.left < 0) return;
      bind(target, item, scope, classes, evaluate);
      run(body, depth + 1);
    }
  };

  const body = child(of.node, "body");
  if (body !== undefined) run(body, 0);
  return result;
}
