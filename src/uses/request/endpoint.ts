import { UNKNOWN } from "../use.ts";

/** Where a request goes. */
export interface Endpoint {
  /** `/v1/chat/completions`, `/pooling`; absent where the address does not tell. */
  readonly path?: string;
  /** `certain`: the path is one of the server's and the host may be it. `none`: the host is another company's service. */
  readonly certainty: "certain" | "likely" | "none";
}

/** Paths of vLLM's HTTP server without their version (`vllm/entrypoints/`, `@router.post`). */
const PATHS =
  /(?:^|\/)(chat\/completions(?:\/batch|\/render)?|completions(?:\/render)?|embeddings|responses|messages|score|rerank|pooling|classify|tokenize|detokenize|audio\/transcriptions|audio\/translations|inference\/v1\/generate)\/?$/;
/** Services that speak the same protocol and are not vLLM. */
const OTHERS =
  /(?:^|\.)(?:openai\.com|azure\.com|anthropic\.com|googleapis\.com|groq\.com|together\.(?:ai|xyz)|mistral\.ai|deepseek\.com|openrouter\.ai|fireworks\.ai|perplexity\.ai|cohere\.(?:ai|com)|nvidia\.com|x\.ai|aliyuncs\.com|moonshot\.cn|siliconflow\.cn|volces\.com|amazonaws\.com)$/;

/**
 * Reads the address of a request.
 * @param url as written, `UNKNOWN` in it: `http://localhost:8000/v1/completions`, `⍰/chat/completions`
 */
export function endpointOf(url: string): Endpoint {
  const [address = ""] = url.split(/[?#]/);
  const scheme = /^[a-z]+:\/\//i.exec(address)?.[0].length ?? 0;
  const slash = address.indexOf("/", scheme);
  const host = (slash === -1 ? address : address.slice(0, slash))
    .slice(scheme)
    .replace(/^[^@]*@/, "")
    .replace(/:[^:\]]*$/, "");
  if (OTHERS.test(host.toLowerCase())) return { certainty: "none" };
  const path = slash === -1 ? "" : address.slice(slash);
  const known = PATHS.exec(path)?.[1];
  if (known === undefined) return { certainty: "likely" };
  const version = /\/(v\d+)\/(?:.*)$/.exec(path)?.[1];
  // The protocol's paths have a version. A base address that is not known ends in it by custom; one that is known and has none
  // is another server's.
  const protocol = /^(?:chat|completions|embeddings|responses|audio|messages)/.test(known);
  if (version === undefined && protocol && !host.includes(UNKNOWN)) return { certainty: "likely" };
  const prefix = version ?? (protocol ? "v1" : undefined);
  const full = prefix === undefined || known.includes("v1/") ? `/${known}` : `/${prefix}/${known}`;
  return { path: full, certainty: isPublic(host) ? "likely" : "certain" };
}

/** A name of the internet, behind which anything may be. */
function isPublic(host: string): boolean {
  if (host.includes(UNKNOWN) || /^[\d.]+$/.test(host) || /^\[/.test(host)) return false;
  return /\.[a-z]{2,}$/i.test(host) && !/\.(?:local|localhost|internal|svc|lan|test|example)$/i.test(host);
}
