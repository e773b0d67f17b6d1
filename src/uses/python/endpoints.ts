import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { type Endpoint, endpointOf } from "../request/endpoint.ts";
import { UNKNOWN } from "../use.ts";
import type { Evaluator } from "./evaluate.ts";
import { textOf } from "./spelled-text.ts";
import { variableOf } from "./variable-values.ts";

/** Methods of the OpenAI client by the resources before them (openai-python, `api.md`), and of programs that wrap it. */
const RESOURCES: readonly (readonly [RegExp, string])[] = [
  [/\bchat\.completions(?:\.\w+)*\.(?:create|parse|stream)$/, "/v1/chat/completions"],
  [/\bcompletions(?:\.\w+)*\.create$/, "/v1/completions"],
  [/\bembeddings(?:\.\w+)*\.create$/, "/v1/embeddings"],
  [/\bresponses(?:\.\w+)*\.(?:create|parse|stream)$/, "/v1/responses"],
  [/\baudio\.transcriptions(?:\.\w+)*\.create$/, "/v1/audio/transcriptions"],
  [/\baudio\.translations(?:\.\w+)*\.create$/, "/v1/audio/translations"],
  [/\bChatCompletion\.a?create$/, "/v1/chat/completions"],
  [/\bCompletion\.a?create$/, "/v1/completions"],
  [/\blitellm\.a?completion$/, "/v1/chat/completions"],
  [/\blitellm\.a?text_completion$/, "/v1/completions"],
  [/\blitellm\.a?embedding$/, "/v1/embeddings"],
];

/** The endpoint that a client's method asks: of `client.chat.completions.create`; `undefined` for any other call. */
export function methodPath(callee: SyntaxNode, { module }: Evaluator): string | undefined {
  const written = module.source(callee).slice(-300).replace(/\s+/g, "");
  return RESOURCES.find(([pattern]) => pattern.test(written))?.[1];
}

/** Classes that hold a connection to a server: openai-python's, and LangChain's on top of it. */
const CLIENT_CLASS = /(?:OpenAI|LLM|Client)$/;
const ADDRESSES = new Set(["base_url", "api_base", "openai_api_base", "endpoint", "azure_endpoint"]);

/** Whose server a client speaks to, as far as the file says. */
export function clientServer(callee: SyntaxNode, evaluator: Evaluator): Endpoint["certainty"] {
  let object: SyntaxNode | undefined = callee;
  for (let up = 0; up < 12 && object !== undefined; up += 1) {
    const made = madeBy(object, evaluator);
    if (made !== undefined) return addressOf(made, evaluator);
    object =
      object.type === "attribute"
        ? child(object, "object")
        : object.type === "call"
          ? child(object, "function")
          : undefined;
  }
  return "likely";
}

/** The call of a client's class that a name or attribute holds. */
function madeBy(node: SyntaxNode, { module }: Evaluator): SyntaxNode | undefined {
  if (node.type === "call") return isClientCall(node, module) ? node : undefined;
  const variable = variableOf(node, module);
  for (const use of variable?.uses ?? []) {
    const right = use.parent?.type === "assignment" && use.field === "left" ? child(use.parent, "right") : undefined;
    if (right?.type === "call" && isClientCall(right, module)) return right;
  }
  return undefined;
}

function isClientCall(call: SyntaxNode, { source }: Evaluator["module"]): boolean {
  const callee = child(call, "function");
  return callee !== undefined && CLIENT_CLASS.test(source(callee));
}

/** By the address a call gives; without one it is the client's default, which is another company's, or a variable's. */
export function addressOf(call: SyntaxNode, evaluator: Evaluator): Endpoint["certainty"] {
  const given = child(call, "arguments")?.children ?? [];
  for (const argument of given) {
    const name = argument.type === "keyword_argument" ? child(argument, "name") : undefined;
    const value = argument.type === "keyword_argument" ? child(argument, "value") : undefined;
    if (name === undefined || value === undefined || !ADDRESSES.has(evaluator.module.source(name))) continue;
    const address = evaluator.text(value);
    const url = address === undefined ? UNKNOWN : textOf(address);
    const { certainty } = endpointOf(`${url.replace(/\/+$/, "")}/completions`);
    return certainty === "certain" && isUnknownHost(url) ? "likely" : certainty;
  }
  return "likely";
}

/** An address of which the host is not known may be any server's. */
export const isUnknownHost = (url: string): boolean => url.replace(/^[a-z]+:\/\//, "").startsWith(UNKNOWN);
