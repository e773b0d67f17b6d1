import { createHash } from "node:crypto";
import { DEFAULT_RETRY, type Fetch, type RetryPolicy } from "../platform/http.ts";
import { type IndexSettings, withIndexLogin } from "../release/index-settings.ts";
import { type ByteRange, split } from "./byte-ranges.ts";
import { type RemoteFile, readRange, remoteSize } from "./range-reader.ts";
import { inLane } from "./request-lanes.ts";
import { damaged, WheelProblem } from "./wheel-error.ts";

/** One wheel on the index. */
export interface WheelFile {
  readonly filename: string;
  readonly url: string;
  /** Bytes. */
  readonly size?: number;
  /** Lower-case hex. */
  readonly sha256?: string;
}

export interface WheelContext {
  readonly fetch: Fetch;
  readonly settings: IndexSettings;
  readonly policy?: RetryPolicy;
}

/** A wheel's file, not yet understood. */
export interface Archive {
  /** Bytes. */
  readonly size: number;
  /** The last bytes of the file: all that `findDirectory` wants. */
  readonly tail: Buffer;
  /** Bytes of a range within the file. Those of the tail cost nothing, the others come in parts, side by side. */
  read(range: ByteRange, stop: AbortSignal): Promise<Buffer>;
}

/** Read first, in one piece: for vLLM 0.33.0 the directory (0.65 MB) and RECORD before it (0.26 MB), and room to grow. Bytes. */
const TAIL = 3 << 19;
/** One request's share: longer groups come in parts, side by side. Bytes. */
const PART = 2 << 20;
/**
 * Reads the end of a wheel, and how long it is where the index does not say.
 *
 * @param received told of every byte of a body that comes
 * @throws {WheelProblem}
 */
export async function openArchive(
  file: WheelFile,
  { fetch, settings, policy = DEFAULT_RETRY }: WheelContext,
  received: (bytes: number) => void,
): Promise<Archive> {
  if (!/^https?:/i.test(file.url) || !URL.canParse(file.url)) {
    throw new WheelProblem("unavailable", "the index gives no address for it from which parts can be read");
  }
  const remote = (stop: AbortSignal): RemoteFile => {
    return { url: withIndexLogin(file.url, settings), fetch, policy, received, stop };
  };
  const [size = 0] = await allOrStop((stop) => [file.size ?? inLane(fetch, () => remoteSize(remote(stop)))]);
  if (!Number.isSafeInteger(size) || size <= 0) throw damaged("it is empty");

  const load = async ({ start, end }: ByteRange, stop: AbortSignal) => {
    const parts = split({ start, end }, PART).map((part) =>
      inLane(fetch, () => {
        stop.throwIfAborted();
        return readRange(remote(stop), part, size);
      }),
    );
    return Buffer.concat(await Promise.all(parts));
  };
  const tailStart = Math.max(0, size - TAIL);
  const tail = Buffer.concat(await allOrStop((stop) => [load({ start: tailStart, end: size }, stop)]));
  if (tailStart === 0 && file.sha256 !== undefined) checkWhole(tail, file.sha256);

  return {
    size,
    tail,
    read: async ({ start, end }, stop) => {
      const kept = tail.subarray(Math.max(0, start - tailStart), Math.max(0, end - tailStart));
      return start >= tailStart
        ? kept
        : Buffer.concat([await load({ start, end: Math.min(end, tailStart) }, stop), kept]);
    },
  };
}

/** Waits for all; when one fails, the others need not go on. */
export async function allOrStop<T>(work: (stop: AbortSignal) => readonly (T | Promise<T>)[]): Promise<T[]> {
  const controller = new AbortController();
  try {
    return await Promise.all(work(controller.signal));
  } catch (error) {
    controller.abort();
    throw error;
  }
}

/** A wheel so small that it was read whole can be held to its hash. */
function checkWhole(wheel: Buffer, sha256: string): void {
  if (createHash("sha256").update(wheel).digest("hex") === sha256.toLowerCase()) return;
  throw damaged("it is not the file that the index lists");
}
