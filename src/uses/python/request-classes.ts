import { child } from "../../breakage/workspace/syntax-node.ts";
import type { FieldCollector } from "./field-uses.ts";
import type { PythonModule } from "./python-module.ts";

/** Endpoints of the server's request models (`vllm/entrypoints/**`, `@router.post`). */
const ENDPOINTS: Readonly<Record<string, string>> = {
  ChatCompletionRequest: "/v1/chat/completions",
  CompletionRequest: "/v1/completions",
  ResponsesRequest: "/v1/responses",
  EmbeddingChatRequest: "/v1/embeddings",
  EmbeddingCompletionRequest: "/v1/embeddings",
  EmbeddingRequest: "/v1/embeddings",
  TranscriptionRequest: "/v1/audio/transcriptions",
  TranslationRequest: "/v1/audio/translations",
  ScoreRequest: "/score",
  RerankRequest: "/rerank",
  ClassificationRequest: "/classify",
};

/**
 * Keywords of the server's own request models, `ChatCompletionRequest(guided_json=…)`: they take any (pydantic, `extra="allow"`), so
 * a type checker that knows it says nothing.
 */
export function requestClassFields(module: PythonModule, fields: FieldCollector): void {
  const classes = importedRequests(module);
  if (classes.size === 0) return;
  for (const call of module.nodes("call")) {
    const callee = child(call, "function");
    const given = child(call, "arguments");
    const name = callee?.type === "identifier" ? classes.get(module.source(callee)) : undefined;
    if (name === undefined || given === undefined) continue;
    const path = Object.hasOwn(ENDPOINTS, name) ? ENDPOINTS[name] : undefined;
    const endpoint = { certainty: "certain" as const, ...(path === undefined ? {} : { path }) };
    for (const argument of given.children) {
      const keyword = argument.type === "keyword_argument" ? child(argument, "name") : undefined;
      if (keyword !== undefined) fields.key(keyword, endpoint);
      if (argument.type === "dictionary_splat") for (const value of argument.children) fields.body(value, endpoint);
    }
  }
}

/** Names bound by `from vllm… import ChatCompletionRequest as R`, each with the class's own name. */
function importedRequests(module: PythonModule): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const statement of module.nodes("import_from_statement")) {
    const from = child(statement, "module_name");
    if (from === undefined || !/^vllm\.entrypoints\./.test(module.source(from))) continue;
    for (const one of statement.children) {
      if (one.field !== "name") continue;
      const original = one.type === "aliased_import" ? child(one, "name") : one;
      const bound = one.type === "aliased_import" ? child(one, "alias") : one;
      if (original === undefined || bound === undefined) continue;
      const name = module.source(original);
      if (/Request$/.test(name)) found.set(module.source(bound), name);
    }
  }
  return found;
}
