import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { type Endpoint, endpointOf } from "../request/endpoint.ts";
import { isUnknownHost } from "./endpoints.ts";
import type { Evaluator } from "./evaluate.ts";
import { type FieldCollector, weaker } from "./field-uses.ts";
import { textOf } from "./spelled-text.ts";
import { isRequest } from "./written-bodies.ts";

const SENDERS = new Set(["post", "request", "stream", "put", "fetch"]);

/** `requests.post(url, json=body)`, `client.post(url, content=json.dumps(body))`; false where it is no such call. */
export function httpCall(
  callee: SyntaxNode,
  given: SyntaxNode,
  ours: boolean,
  evaluator: Evaluator,
  fields: FieldCollector,
): boolean {
  const { source } = evaluator.module;
  const named = callee.type === "attribute" ? child(callee, "attribute") : callee;
  if (named === undefined || !(SENDERS.has(source(named)) || /(?:^|_)a?post(?:_|$)/.test(source(named)))) return false;
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
