import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { functionsNamed } from "./call-values.ts";
import type { Evaluator } from "./evaluate.ts";
import { roleOf } from "./prose.ts";
import type { PythonSyntax } from "./python-module.ts";
import type { Value } from "./value.ts";
import { type Variable, variableOf } from "./variable-values.ts";

/** Where a list or text of a command comes together: an expression, or a variable with all that is done to it. */
export type Root =
  | { readonly kind: "expression"; readonly node: SyntaxNode }
  | { readonly kind: "variable"; readonly variable: Variable; readonly node: SyntaxNode };

export const valuesAt = (root: Root, evaluator: Evaluator<PythonSyntax>): readonly Value[] =>
  root.kind === "variable" ? evaluator.variable(root.variable) : evaluator.values(root.node);

/** What is a part of another value comes behind it. */
export const longestFirst = (values: readonly Value[]): readonly Value[] =>
  values.toSorted((a, b) => (b.kind === "list" ? b.items.length : 0) - (a.kind === "list" ? a.items.length : 0));

/** Whether a text is only said to people: written in a message, or in a variable that goes into messages alone. */
export function isMessage(root: Root, module: PythonSyntax): boolean {
  if (root.kind === "expression") return roleOf(root.node, module) === "message";
  const reads = root.variable.uses.filter(
    ({ parent, field }) => !(parent?.type.endsWith("assignment") && field === "left"),
  );
  return reads.length > 0 && reads.every((use) => roleOf(use, module) === "message");
}

const PARTS = new Set([
  "binary_operator",
  "parenthesized_expression",
  "conditional_expression",
  "boolean_operator",
  "concatenated_string",
  "named_expression",
]);
const LISTS = /^(?:list|tuple|set)$/;
const WHOLE_CALLS = new Set([
  "format",
  "strip",
  "list",
  "tuple",
  "copy",
  "deepcopy",
  "join",
  "split",
  "dedent",
  "cleandoc",
]);
const MOST_UP = 600;

/** The root that an expression is a part of. */
export function rootOf(node: SyntaxNode, module: PythonSyntax): Root {
  let top = node;
  for (let up = 0; up < MOST_UP; up += 1) {
    const next = partOf(top, module);
    if (next === undefined) break;
    top = next;
  }
  const target = targetOf(top, module);
  const variable = target && variableOf(target, module);
  return variable === undefined || target === undefined
    ? { kind: "expression", node: top }
    : { kind: "variable", variable, node: target };
}

function partOf(node: SyntaxNode, module: PythonSyntax): SyntaxNode | undefined {
  const { parent } = node;
  if (parent === undefined || node.field === "condition") return undefined;
  if (PARTS.has(parent.type)) return parent;
  if (parent.type === "list_splat" && LISTS.test(parent.parent?.type ?? "")) return parent;
  if (node.type === "list_splat" && LISTS.test(parent.type)) return parent;
  if (parent.type === "attribute" && parent.parent?.type === "call" && calls(parent.parent, module))
    return parent.parent;
  if (parent.type === "argument_list" && parent.parent?.type === "call" && calls(parent.parent, module))
    return parent.parent;
  return undefined;
}

function calls(call: SyntaxNode, { source }: PythonSyntax): boolean {
  const callee = child(call, "function");
  const named = callee?.type === "attribute" ? child(callee, "attribute") : callee;
  return named !== undefined && WHOLE_CALLS.has(source(named));
}

/** The variable that an expression is assigned or added to. */
function targetOf(node: SyntaxNode, module: PythonSyntax): SyntaxNode | undefined {
  const { parent, field } = node;
  if (parent === undefined) return undefined;
  if (/^(?:augmented_)?assignment$/.test(parent.type) && field === "right") return child(parent, "left");
  if (parent.type === "argument_list" && parent.parent?.type === "call") {
    const callee = child(parent.parent, "function");
    const method = callee?.type === "attribute" ? child(callee, "attribute") : undefined;
    if (callee !== undefined && method !== undefined && /^(?:extend|append|insert)$/.test(module.source(method)))
      return child(callee, "object");
  }
  return undefined;
}

/** Roots that take another one in: `["nohup", *cmd]`, `cmd + extra`, a call of the function that returns it. */
export function rootsAround(root: Root, module: PythonSyntax): Root[] {
  const found: SyntaxNode[] = [];
  const uses = root.kind === "variable" ? root.variable.uses : [];
  for (const use of uses) {
    if (
      (use.parent?.type === "list_splat" && LISTS.test(use.parent.parent?.type ?? "")) ||
      use.parent?.type === "binary_operator"
    )
      found.push(use);
  }
  const returned = root.kind === "variable" ? uses.find((use) => use.parent?.type === "return_statement") : root.node;
  if (returned?.parent?.type === "return_statement") found.push(...callsOf(returned.scope, module));
  return found.map((node) => rootOf(node, module));
}

function callsOf(definition: SyntaxNode | undefined, module: PythonSyntax): SyntaxNode[] {
  const named = definition && child(definition, "name");
  if (definition?.type !== "function_definition" || named === undefined) return [];
  const name = module.source(named);
  if (functionsNamed(name, module).length > 1) return [];
  return module.nodes("call").filter((call) => {
    const callee = child(call, "function");
    return callee !== undefined && module.source(callee).replace(/^(?:self|cls)\./, "") === name;
  });
}
