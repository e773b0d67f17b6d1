import type { Surface } from "../../surface/surface.ts";

/**
 * The models by name where a release does not say which endpoint takes which: the end of the path and how the models of vLLM's
 * protocol modules are called (`EmbeddingCompletionRequest`, `EmbeddingChatRequest` …).
 */
const BY_PATH: readonly (readonly [end: string, model: RegExp])[] = [
  ["/chat/completions", /^(?:Batch)?ChatCompletionRequest$/],
  ["/completions", /^CompletionRequest$/],
  ["/embeddings", /^Embedding\w*Request$/],
  ["/embed", /^(?:Cohere)?Embed\w*Request$/],
  ["/pooling", /^(?:Pooling|IOProcessor)\w*Request$/],
  ["/score", /^Score\w*Request$/],
  ["/rerank", /^Rerank\w*Request$/],
  ["/classify", /^Classification\w*Request$/],
  ["/detokenize", /^Detokenize\w*Request$/],
  ["/tokenize", /^Tokenize\w*Request$/],
  ["/responses", /^Responses\w*Request$/],
  ["/messages", /^Anthropic(?!Count)\w*Request$/],
  ["/transcriptions", /^Transcription\w*Request$/],
  ["/translations", /^Translation\w*Request$/],
];

/** The models that take what an endpoint is sent; every model where the endpoint is not known, or is none that we know. */
export function requestModels(endpoint: string | undefined, surface: Surface): readonly string[] {
  const all = Object.keys(surface.requests);
  if (endpoint === undefined) return all;
  const path = (endpoint.split(/[?#]/)[0] ?? "").replace(/\/$/, "");
  const told = Object.entries(surface.endpoints ?? {})
    .filter(([known]) => path === known || path.endsWith(known))
    .sort(([a], [b]) => b.length - a.length)[0];
  const named = (told?.[1] ?? []).filter((model) => Object.hasOwn(surface.requests, model));
  if (named.length > 0) return named;
  const rule = BY_PATH.find(([end]) => path.endsWith(end));
  const models = rule === undefined ? [] : all.filter((model) => rule[1].test(model));
  return models.length > 0 ? models : all;
}
