import { compare, isPrerelease } from "../python/version.ts";
import type { Release } from "../release/release.ts";

/** Versions of the final releases strictly between two, oldest first; withdrawn ones left out. */
export function releasesBetween(releases: ReadonlyMap<string, Release>, current: Release, target: Release): string[] {
  return [...releases.values()]
    .filter(
      ({ version, yanked }) =>
        yanked === false &&
        isPrerelease(version) === false &&
        compare(version, current.version) > 0 &&
        compare(version, target.version) < 0,
    )
    .map(({ version }) => version)
    .sort(compare);
}
