import type { Analysers } from "./analysers.ts";
import { CannotTell } from "./checks/cannot-tell.ts";
import type { Side } from "./checks/check.ts";
import type { Comparison } from "./compare-releases.ts";
import { rankNotes, type UsedNames } from "./release/notes/rank-notes.ts";
import { readNotes, releasesOnTheWay } from "./release/notes/read-notes.ts";
import type { ReleaseNotes } from "./release/notes/release-notes.ts";
import type { Release } from "./release/release.ts";
import type { Role } from "./report/report.ts";

/**
 * What vLLM's release notes announce between the two releases, ranked by what the repository uses where the configuration check reads that
 * anyway. `undefined` where they are not wanted, or there is no way between.
 */
export async function readReleaseNotes(
  { inputs, dependencies }: Comparison,
  { current, target }: Readonly<Record<Role, Side>>,
  { releases, analysers }: { readonly releases: ReadonlyMap<string, Release>; readonly analysers: Analysers },
): Promise<ReleaseNotes | undefined> {
  if (!inputs.releaseNotes || current.release.kind !== "release" || target.release.kind !== "release") return undefined;
  const [from, to] = [current.release.release, target.release.release];
  const ranked = inputs.checks.includes("configuration");
  const [notes, used] = await Promise.all([
    readNotes(releasesOnTheWay(releases.keys(), from.version, to.version), dependencies.notes),
    ranked
      ? analysers
          .configuration(from)
          .then((analyser) => analyser.used(to))
          .catch(unknown)
      : NOTHING_KNOWN,
  ]);
  return rankNotes(notes, used);
}

const NOTHING_KNOWN: UsedNames = new Map();

/** The check says why. */
function unknown(error: unknown): UsedNames {
  if (error instanceof CannotTell) return NOTHING_KNOWN;
  throw error;
}
