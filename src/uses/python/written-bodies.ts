import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Evaluator } from "./evaluate.ts";
import type { FieldCollector } from "./field-uses.ts";

const MODEL_FIELDS = new Set(["messages", "prompt", "input", "prompts"]);

/** Whether a dictionary's keys are those of a request. */
export function isRequest(literal: SyntaxNode, source: (node: SyntaxNode) => string): boolean {
  const keys = new Set(
    literal.children.flatMap((pair) => child(pair, "key") ?? []).map((key) => source(key).slice(1, -1)),
  );
  return keys.has("model") && [...MODEL_FIELDS].some((field) => keys.has(field));
}

/** `extra_body = {…}`, `params["extra_body"] = {…}`, `extra_body["top_k"] = …`. */
export function bodyAssignment(assignment: SyntaxNode, evaluator: Evaluator, fields: FieldCollector): void {
  const { source } = evaluator.module;
  const left = child(assignment, "left");
  const right = child(assignment, "right");
  if (left === undefined || right === undefined) return;
  const key = left.type === "subscript" ? child(left, "subscript") : undefined;
  const holder = left.type === "subscript" ? child(left, "value") : undefined;
  if (isBodyName(left, source)) {
    if (right.type === "dictionary" || right.type === "call") fields.body(right, { certainty: "likely" });
  } else if (key?.type === "string" && holder !== undefined && isBodyName(holder, source))
    fields.key(key, { certainty: "likely" });
}

const isBodyName = (node: SyntaxNode, source: (node: SyntaxNode) => string): boolean =>
  node.end - node.start < 200 && /extra_?body(?:["']\])?$/i.test(source(node));

/** A dictionary that is a request by its keys, in a file that speaks of vLLM; `{"extra_body": {…}}`. */
export function looseBody(literal: SyntaxNode, ours: boolean, evaluator: Evaluator, fields: FieldCollector): void {
  const { source } = evaluator.module;
  const { parent } = literal;
  const key = parent?.type === "pair" && literal.field === "value" ? child(parent, "key") : undefined;
  if (key !== undefined && source(key).slice(1, -1) === "extra_body") {
    fields.body(literal, { certainty: "likely" });
    return;
  }
  if (!ours || fields.has(literal) || !isRequest(literal, source)) return;
  const left = parent?.type === "assignment" && literal.field === "right" ? child(parent, "left") : undefined;
  fields.body(literal, { certainty: "likely" });
  if (left?.type !== "identifier") return;
  const name = source(left);
  for (const use of evaluator.module.references.of(name, evaluator.module.references.owner(name, left))) {
    const stored =
      use.parent?.type === "subscript" && use.parent.parent?.type === "assignment" && use.parent.field === "left";
    const added = stored && use.parent !== undefined ? child(use.parent, "subscript") : undefined;
    if (added?.type === "string") fields.key(added, { certainty: "likely" });
  }
}
