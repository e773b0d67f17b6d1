import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { type Endpoint, endpointOf } from "../request/endpoint.ts";
import type { RequestFieldUse } from "../use.ts";
import { speaksOfVllm } from "./concerns.ts";
import { addressOf, clientServer, isUnknownHost, methodPath } from "./endpoints.ts";
import type { Evaluator } from "./evaluate.ts";
import { type FieldCollector, fieldCollector, weaker } from "./field-uses.ts";
import { requestClassFields } from "./request-classes.ts";
import { textOf } from "./spelled-text.ts";

/** Fields of requests: in `extra_body`, in the calls of a client, in the bodies of HTTP requests. */
export function requestUses(evaluator: Evaluator): RequestFieldUse[] {
  const { module } = evaluator;
  const fields = fieldCollector(module);
  const ours = speaksOfVllm(module.text);
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
const MODEL_FIELDS = new Set(["messages", "prompt", "input", "prompts"]);

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

const SENDERS = new Set(["post", "request", "stream", "put", "fetch"]);

/** `requests.post(url, json=body)`, `client.post(url, content=json.dumps(body))`; false where it is no such call. */
function httpCall(
  callee: SyntaxNode,
  given: SyntaxNode,
  ours: boolean,
  evaluator: Evaluator,
  fields: FieldCollector,
): boolean {
  const { source } = evaluator.module;
  const named = callee.type === "attribute" ? child(callee, "attribute") : callee;
  if (named === undefined || !(SENDERS.has(source(named)) || /(?:^|_)post(?:_|$)/.test(source(named)))) return false;
  const body = given.children.flatMap((argument) => {
    const name = argument.type === "keyword_argument" ? child(argument, "name") : undefined;
    const value = argument.type === "keyword_argument" ? child(argument, "value") : undefined;
    return name !== undefined &&
      value !== undefined &&
      /^(?:json|data|content|payload|body|json_data)$/.test(source(name))
      ? [value]
      : [];
  })[0];
  if (body === undefined) return false;
  const endpoint = addressIn(given, evaluator);
  const dictionary = dumped(body, evaluator);
  // Another path of the same host is another program's, or a route that takes anything.
  if (dictionary === undefined || (endpoint.path === undefined && !ours)) return true;
  if (endpoint.path === undefined && endpoint.certainty !== "none" && !looksLikeRequest(dictionary, evaluator))
    return true;
  fields.body(dictionary, ours ? endpoint : weaker(endpoint));
  return true;
}

function addressIn(given: SyntaxNode, evaluator: Evaluator): Endpoint {
  for (const argument of given.children) {
    const name = argument.type === "keyword_argument" ? child(argument, "name") : undefined;
    if (name !== undefined && evaluator.module.source(name) !== "url") continue;
    const value = argument.type === "keyword_argument" ? child(argument, "value") : argument;
    const text = value && evaluator.text(value);
    const url = text === undefined ? "" : textOf(text);
    if (url.includes("/")) return isUnknownHost(url) ? weaker(endpointOf(url)) : endpointOf(url);
  }
  return { certainty: "likely" };
}

/** `json.dumps(body)`, `json.dumps(body).encode()`. */
function dumped(value: SyntaxNode, { module }: Evaluator): SyntaxNode | undefined {
  let node: SyntaxNode | undefined = value;
  for (let up = 0; up < 4 && node?.type === "call"; up += 1) {
    const callee = child(node, "function");
    if (callee === undefined) return undefined;
    const written = module.source(callee);
    if (/(?:^|\.)dumps$/.test(written)) node = child(node, "arguments")?.children[0];
    else if (/\.encode$/.test(written)) node = child(callee, "object");
    else return node;
  }
  return node;
}

function looksLikeRequest(value: SyntaxNode, { module }: Evaluator): boolean {
  if (value.type === "dictionary") return isRequest(value, module.source);
  if (value.type !== "identifier") return false;
  const name = module.source(value);
  const uses = module.references.of(name, module.references.owner(name, value));
  return uses.some((use) => {
    const right = use.parent?.type === "assignment" && use.field === "left" ? child(use.parent, "right") : undefined;
    return right?.type === "dictionary" && isRequest(right, module.source);
  });
}

function isRequest(literal: SyntaxNode, source: (node: SyntaxNode) => string): boolean {
  const keys = new Set(
    literal.children.flatMap((pair) => child(pair, "key") ?? []).map((key) => source(key).slice(1, -1)),
  );
  return keys.has("model") && [...MODEL_FIELDS].some((field) => keys.has(field));
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

/** `extra_body = {…}`, `params["extra_body"] = {…}`, `extra_body["top_k"] = …`. */
function bodyAssignment(assignment: SyntaxNode, evaluator: Evaluator, fields: FieldCollector): void {
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
function looseBody(literal: SyntaxNode, ours: boolean, evaluator: Evaluator, fields: FieldCollector): void {
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
