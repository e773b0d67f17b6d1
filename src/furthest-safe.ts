import { CannotTell } from "./checks/cannot-tell.ts";
import type { Comparison } from "./compare-releases.ts";
import type { Release } from "./release/release.ts";
import type { UpgradeMap } from "./report/upgrade-map.ts";

export interface FurthestSafeQuestion {
  readonly comparison: Comparison;
  /** The release in use, as the index names it. PEP 440. */
  readonly current: string;
  readonly releases: ReadonlyMap<string, Release>;
}

/**
 * Judges the repository's code on every later release, and so finds the newest that breaks nothing in it.
 *
 * @throws {CannotTell} where the code cannot be judged at all
 */
export async function resolveFurthestSafe(_question: FurthestSafeQuestion): Promise<UpgradeMap> {
  throw new CannotTell(
    "tool-failed",
    "What each later release would break in the code cannot be judged yet.",
    "Name a release as the target: a version, latest or latest-patch.",
  );
}
