import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { RequestFieldUse } from "../use.ts";
import { speaksOfVllm } from "./concerns.ts";
import { addressOf, clientServer, methodPath } from "./endpoints.ts";
import type { Evaluator } from "./evaluate.ts";
import { type FieldCollector, fieldCollector, weaker } from "./field-uses.ts";
import { httpCall } from "./http-calls.ts";
import { requestClassFields } from "./request-classes.ts";
import { bodyAssignment, looseBody } from "./written-bodies.ts";

/** Fields of requests: in `extra_body`, in the calls of a client, in the bodies of HTTP requests. */
export function requestUses(evaluator: Evaluator): RequestFieldUse[] {
  const { module } = evaluator;
  const fields = fieldCollector(evaluator);
  const ours = speaksOfVllm(module);
  for (const call of module.nodes("call")) {
    const callee = child(call, "function");
    const given = child(call, "arguments");
    if (callee === undefined || given?.type !== "argument_list") continue;
    const path = methodPath(callee, evaluator);
    if (path !== undefined) clientCall(callee, given, path, ours, evaluator, fields);
    else if (!httpCall(callee, given, ours, evaluator, fields)) otherCall(call, given, evaluator, fields);
  }
  requestClassFields(module, fields);
  for (const assignment of module.nodes("assignment")) bodyAssignment(assignment, evaluator, fields);
  for (const literal of module.nodes("dictionary")) looseBody(literal, ours, evaluator, fields);
  return [...fields.uses];
}

/** Arguments of the client that are no fields of the body (openai-python, `make_request_options`). */
const OPTIONS = new Set(["extra_headers", "extra_query", "extra_body", "timeout", "text_format"]);

function clientCall(
  callee: SyntaxNode,
  given: SyntaxNode,
  path: string,
  ours: boolean,
  evaluator: Evaluator,
  fields: FieldCollector,
): void {
  const { source } = evaluator.module;
  const server = clientServer(callee, evaluator);
  const certainty = server === "certain" && !ours ? "likely" : server;
  for (const argument of given.children) {
    if (argument.type === "dictionary_splat") {
      for (const value of argument.children) if (ours) fields.body(value, { path, certainty });
      continue;
    }
    const name = argument.type === "keyword_argument" ? child(argument, "name") : undefined;
    const value = argument.type === "keyword_argument" ? child(argument, "value") : undefined;
    if (name === undefined || value === undefined) continue;
    if (source(name) === "extra_body") fields.body(value, { path, certainty });
    // The client's own parameters are fields too, of whichever server it speaks to.
    else if (ours && !OPTIONS.has(source(name))) fields.key(name, { path, certainty });
  }
}

/** `extra_body=` and LangChain's `model_kwargs=` of any other call. */
function otherCall(call: SyntaxNode, given: SyntaxNode, evaluator: Evaluator, fields: FieldCollector): void {
  const { source } = evaluator.module;
  const callee = child(call, "function");
  for (const argument of given.children) {
    const name = argument.type === "keyword_argument" ? child(argument, "name") : undefined;
    const value = argument.type === "keyword_argument" ? child(argument, "value") : undefined;
    if (name === undefined || value === undefined) continue;
    const isModelKeywords =
      source(name) === "model_kwargs" && /OpenAI$/.test(callee === undefined ? "" : source(callee));
    if (source(name) !== "extra_body" && !isModelKeywords) continue;
    const certainty = addressOf(call, evaluator);
    fields.body(value, weaker({ certainty }));
  }
}
