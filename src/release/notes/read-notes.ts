import { compare, isPrerelease } from "../../python/version.ts";
import { announcements } from "./announcements.ts";
import type { NoteLine, ReleaseNotes } from "./release-notes.ts";

/**
 * The notes of one release: Markdown, or `undefined` where it has none.
 *
 * @throws {NotesRefused} when no further release needs to be asked for
 */
export type NotesReader = (version: string, signal: AbortSignal) => Promise<string | undefined>;

/** Whoever keeps the notes gives none of them. The message is a clause for a person. */
export class NotesRefused extends Error {
  override readonly name = "NotesRefused";
}

/** A longer way is read from its newest end. */
const MOST_RELEASES = 40;
const AT_ONCE = 6;
/** They stand beside other work, and nobody waits long for them. Milliseconds. */
const DEADLINE = 10_000;

/** The releases whose notes tell of a move: after the older one, up to the newer. Newest first. */
export function releasesOnTheWay(versions: Iterable<string>, from: string, to: string): readonly string[] {
  const [low, high] = compare(from, to) <= 0 ? [from, to] : [to, from];
  return [...versions]
    .filter((version) => compare(version, low) > 0 && compare(version, high) <= 0)
    .filter((version) => version === high || isPrerelease(version) === false)
    .sort((a, b) => compare(b, a));
}

/** Reads what the notes announce. It never throws, and takes a bounded time: what was read by then is what there is. */
export async function readNotes(
  versions: readonly string[],
  read: NotesReader,
  deadlineMs = DEADLINE,
): Promise<ReleaseNotes> {
  const asked = versions.slice(0, MOST_RELEASES);
  const texts = new Map<string, string>();
  const ending = new AbortController();
  const { signal } = ending;
  let reason: string | undefined;
  const timer = setTimeout(() => {
    reason = "they did not come in time";
    ending.abort();
  }, deadlineMs);
  const queue = [...asked];
  const work = async () => {
    for (let version = queue.shift(); version !== undefined && !signal.aborted; version = queue.shift()) {
      try {
        const text = await read(version, signal);
        if (text !== undefined) texts.set(version, text);
      } catch (error) {
        if (!signal.aborted) reason = messageOf(error);
        if (error instanceof NotesRefused) ending.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  clearTimeout(timer);
  if (texts.size === 0 && reason !== undefined) return { kind: "unread", reason };
  const lines = asked.flatMap((version): NoteLine[] =>
    announcements(texts.get(version) ?? "").map((announcement) => ({ ...announcement, version, here: [] })),
  );
  return {
    kind: "read",
    lines,
    versions: asked.filter((version) => texts.has(version)),
    without: versions.filter((version) => !texts.has(version)),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
