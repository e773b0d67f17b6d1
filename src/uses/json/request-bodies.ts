import { traced } from "../../text/traced.ts";
import type { Site } from "../command-line/site.ts";
import { requestFields } from "../request/request-fields.ts";
import type { RequestFieldUse } from "../use.ts";
import type { JsonObject } from "./json-source.ts";

/** What a body holds, by the endpoint it is for (`vllm/entrypoints/openai`, `ChatCompletionRequest` and `CompletionRequest`). */
const ENDPOINTS = [
  { content: "messages", kind: "array", endpoint: "/v1/chat/completions" },
  { content: "prompt", kind: undefined, endpoint: "/v1/completions" },
] as const;
/** Beside the content, a body says how to answer; a line of a data set does not, and a schema describes each in an object. */
const SETTINGS = ["model", "max_tokens", "max_completion_tokens", "temperature", "stream", "top_p"];

/** The fields of requests that are kept as JSON. Whom they are sent to is not written there: `likely` uses. */
export function requestBodies(objects: readonly JsonObject[], text: string, site: Site): RequestFieldUse[] {
  return objects.flatMap(({ start, end, entries }) => {
    const kind = ENDPOINTS.find(({ content, kind }) => {
      const node = entries.get(content);
      return node !== undefined && node.kind !== "object" && (kind === undefined || node.kind === kind);
    });
    if (kind === undefined || !SETTINGS.some((key) => isGiven(entries.get(key)))) return [];
    const body = traced(text.slice(start, end), start);
    return requestFields(body, { path: kind.endpoint, certainty: "likely" }, site);
  });
}

function isGiven(node: { readonly kind: string } | undefined): boolean {
  return node !== undefined && node.kind !== "object";
}
