import { unescapeUrl, withoutCredentials } from "../url-text.ts";

/** The HTTP seam: the platform's own `fetch`. */
export type Fetch = typeof globalThis.fetch;

export interface RetryPolicy {
  readonly attempts: number;
  /** For one attempt, headers and body of the answer's head; milliseconds. */
  readonly timeoutMs: number;
  /** First pause; doubles each time. A `Retry-After` header wins, up to `longestPauseMs`. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = { attempts: 4, timeoutMs: 20_000, pauseMs: 500, longestPauseMs: 20_000 };

const TRANSIENT = new Set([408, 429, 500, 502, 503, 504]);

/** No answer at all: the host is down, the name does not resolve, or every attempt timed out. */
export class Unreachable extends Error {
  constructor(url: string, cause: unknown) {
    super(`${withoutCredentials(url)} did not answer: ${reasonOf(cause)}`, { cause });
    this.name = "Unreachable";
  }
}

/**
 * `fetch` with bounded retries on transient answers. Credentials in the URL (`https://user:secret@host/`) become a Basic
 * `Authorization` header, since `fetch` refuses them in place. Returns the last answer, whatever its status.
 *
 * @param init.signal ends it all, a body that is being read included
 * @throws {Unreachable} when no attempt got an answer, or the signal ended them
 */
export async function request(
  fetch: Fetch,
  url: string,
  init: RequestInit = {},
  policy: RetryPolicy = DEFAULT_RETRY,
): Promise<Response> {
  const target = new URL(url);
  const headers = new Headers(init.headers);
  if (target.username !== "") {
    const pair = `${unescapeUrl(target.username)}:${unescapeUrl(target.password)}`;
    headers.set("Authorization", `Basic ${Buffer.from(pair).toString("base64")}`);
    target.username = "";
    target.password = "";
  }
  const ended = init.signal ?? undefined;
  for (let attempt = 1; ; attempt++) {
    const last = attempt >= policy.attempts;
    let pause = policy.pauseMs * 2 ** (attempt - 1);
    try {
      const signal = endingWith(ended, policy.timeoutMs);
      const response = await fetch(target.href, { ...init, headers, signal });
      if (last || !TRANSIENT.has(response.status)) return response;
      pause = retryAfterMs(response.headers.get("Retry-After")) ?? pause;
      await response.body?.cancel();
    } catch (error) {
      if (last || ended?.aborted) throw new Unreachable(url, error);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(pause, policy.longestPauseMs)));
  }
}

/** Ends after so many milliseconds, or with another signal. Not `AbortSignal.any`: Node 20 may collect its sources before they fire. */
function endingWith(other: AbortSignal | undefined, ms: number): AbortSignal {
  const timeout = AbortSignal.timeout(ms);
  if (other === undefined) return timeout;
  const either = new AbortController();
  for (const signal of [timeout, other]) {
    if (signal.aborted) either.abort(signal.reason);
    else signal.addEventListener("abort", () => either.abort(signal.reason), { once: true, signal: either.signal });
  }
  return either.signal;
}

/**
 * The body, read whole. Whoever answers may be anybody: it must not fill our memory.
 *
 * @param limit bytes
 * @throws {Error} when there is more, or the connection breaks off
 */
export async function readBody(response: Response, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw new Error(`the answer is longer than ${limit / 1_000_000} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header.trim()) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : undefined;
  return withoutCredentials(cause?.message || error.message);
}
