import { type Fetch, type RetryPolicy, request, Unreachable } from "../platform/http.ts";
import type { ByteRange } from "./byte-ranges.ts";
import { damaged, WheelProblem } from "./wheel-error.ts";

/** A file on a server that gives parts of it. */
export interface RemoteFile {
  /** May hold a login. */
  readonly url: string;
  readonly fetch: Fetch;
  readonly policy: RetryPolicy;
  /** Told of every byte that comes, also of those that are read in vain. */
  readonly received: (bytes: number) => void;
  /** Ends all reading: one part could not be had, so none is needed. */
  readonly stop: AbortSignal;
}

/** A connection that broke off after this many bytes got somewhere, and does not count as one more failure. */
const WORTH_RESUMING = 64 * 1024;

/** The size of the file, in bytes, learnt from its first byte: servers that know no "last n bytes" know this. */
export async function remoteSize(file: RemoteFile): Promise<number> {
  const { response, total } = await ask(file, { start: 0, end: 1 }, undefined);
  await response.body?.cancel();
  return total;
}

/**
 * The bytes of one range. A connection that breaks off or stalls is taken up again where it ended.
 *
 * @param size of the whole file, in bytes; `range` must lie in it
 * @throws {WheelProblem} `unavailable`, or `damaged` when the file has another size
 */
export async function readRange(file: RemoteFile, range: ByteRange, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(range.end - range.start);
  let filled = 0;
  let failures = 0;
  while (filled < bytes.length) {
    if (failures > 0) await pause(file.policy, failures);
    const { response } = await ask(file, { start: range.start + filled, end: range.end }, size);
    const { count, cause } = await fill(file, response, bytes.subarray(filled));
    filled += count;
    file.stop.throwIfAborted();
    failures = count < WORTH_RESUMING ? failures + 1 : 0;
    if (filled < bytes.length && failures >= file.policy.attempts) {
      throw new WheelProblem("unavailable", "the connection broke off again and again", { cause });
    }
  }
  return bytes;
}

/** RFC 9110, 14: only a 206 with exactly the range asked for is an answer; the body of any other is not worth its bytes. */
async function ask(file: RemoteFile, { start, end }: ByteRange, size: number | undefined) {
  const headers = { Range: `bytes=${start}-${end - 1}`, "Accept-Encoding": "identity" };
  const fetch: Fetch = async (input, init) => {
    // An answer that `request` does not try again after.
    if (file.stop.aborted) return Response.error();
    return file.fetch(input, { ...init, signal: AbortSignal.any([file.stop, ...(init?.signal ? [init.signal] : [])]) });
  };
  const response = await request(fetch, file.url, { headers }, file.policy).catch((error: unknown) => {
    if (!(error instanceof Unreachable)) throw error;
    throw new WheelProblem("unavailable", `the index does not answer (${codeOf(error)})`, { cause: error });
  });
  file.stop.throwIfAborted();
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+)$/i.exec(response.headers.get("Content-Range") ?? "") ?? [];
  const exact = Number(first) === start && Number(last) === end - 1;
  const encoding = response.headers.get("Content-Encoding") ?? "identity";
  const problem =
    response.status !== 206
      ? unavailable(response.status)
      : !exact || encoding !== "identity"
        ? new WheelProblem("unavailable", "the index sends another part of it than was asked for")
        : size !== undefined && Number(total) !== size
          ? damaged(`it has ${total} bytes where the index lists ${size}`)
          : undefined;
  if (problem === undefined) return { response, total: Number(total) };
  // Not waited for: a server may keep a body open for as long as it likes.
  response.body?.cancel().catch(() => {});
  throw problem;
}

function unavailable(status: number): WheelProblem {
  if (status === 200) {
    return new WheelProblem("unavailable", "the index sends the whole of it where a part was asked for (status 200)");
  }
  const meaning: Readonly<Record<number, string>> = {
    401: "the index wants a login for it",
    403: "the index refuses to hand it out",
    404: "the index does not have it",
    410: "the index no longer has it",
    416: "the index says that it is shorter than listed",
    429: "the index hands out no more for now",
  };
  return new WheelProblem("unavailable", `${meaning[status] ?? "the index cannot hand it out"} (status ${status})`);
}

/** Reads a body into `target`. Never fails because of the connection: what has come is kept, the cause told. */
async function fill(file: RemoteFile, response: Response, target: Buffer): Promise<{ count: number; cause?: unknown }> {
  const reader = response.body?.getReader();
  if (reader === undefined) return { count: 0 };
  let count = 0;
  // Ends the read under way as if the body had ended there; it is then too short, and taken up again.
  const end = () => void reader.cancel().catch(() => {});
  const stall = setTimeout(end, file.policy.timeoutMs);
  file.stop.addEventListener("abort", end);
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      stall.refresh();
      file.received(next.value.byteLength);
      if (count + next.value.byteLength > target.length) {
        end();
        throw new WheelProblem("unavailable", "the index sends more of it than was asked for");
      }
      target.set(next.value, count);
      count += next.value.byteLength;
    }
    return { count };
  } catch (cause) {
    if (cause instanceof WheelProblem) throw cause;
    return { count, cause };
  } finally {
    clearTimeout(stall);
    file.stop.removeEventListener("abort", end);
  }
}

function pause({ pauseMs, longestPauseMs }: RetryPolicy, failures: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs * 2 ** (failures - 1), longestPauseMs)));
}

/** The system's word for what went wrong (`ECONNREFUSED`): its sentences name hosts. */
function codeOf(error: unknown): string {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if ("code" in each && typeof each.code === "string") return each.code;
    if (each.name === "TimeoutError") return "timeout";
  }
  return "no reason given";
}
