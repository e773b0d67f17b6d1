import type { Analysers } from "./analysers.ts";
import { CannotTell } from "./checks/cannot-tell.ts";
import type { Progress } from "./platform/progress.ts";
import { compare, isPrerelease, satisfies } from "./python/version.ts";
import type { Release } from "./release/release.ts";
import type { MapRow, UpgradeMap } from "./report/upgrade-map.ts";

export interface MapContext {
  readonly analysers: Pick<Analysers, "code" | "configuration">;
  readonly releases: ReadonlyMap<string, Release>;
  /** `3.12`. */
  readonly python: string;
  readonly progress: Progress;
}

/** While one release is judged, the next one's source is read. */
const AT_ONCE = 2;

/**
 * Judges the repository's code and configuration on every later release, and so finds the newest that breaks nothing in them. Every release is judged,
 * not only those a bisection would visit: what is gone in one may be back in the next.
 *
 * @param current the release in use
 * @throws {CannotTell} where the code cannot be judged at all
 */
export async function drawUpgradeMap(current: Release, context: MapContext): Promise<UpgradeMap> {
  const later = laterReleases(current, context.releases);
  const newest = later.at(-1);
  if (newest === undefined) return { releases: [] };
  const [code, configuration] = await Promise.all([
    context.analysers.code(current, newest),
    context.analysers.configuration(current),
  ]);
  const cost = async (release: Release) => {
    const counts = await Promise.all([code.count(release), configuration.count(release)]);
    const sum = (kind: "errors" | "warnings") => counts.reduce((total, count) => total + count[kind], 0);
    return { errors: sum("errors"), warnings: sum("warnings") };
  };
  const rows: MapRow[] = [];
  const judge = async (release: Release, index: number) => {
    rows[index] = await judgeRow(release, context.python, cost);
  };
  const title = `Judging the code and the configuration on ${later.length} later ${later.length === 1 ? "release" : "releases"}`;
  await context.progress.stage(title, () => inTurn(later, AT_ONCE, judge));
  const safe = rows.findLast((row) => "errors" in row && row.errors === 0);
  return { releases: rows, ...(safe === undefined ? {} : { furthestSafe: safe.version }) };
}

/** Final releases that were not withdrawn, oldest first. */
function laterReleases(current: Release, releases: ReadonlyMap<string, Release>): Release[] {
  return [...releases.values()]
    .filter(
      ({ version, yanked }) =>
        yanked === false && isPrerelease(version) === false && compare(version, current.version) > 0,
    )
    .sort((a, b) => compare(a.version, b.version));
}

async function judgeRow(
  release: Release,
  python: string,
  count: (release: Release) => Promise<{ readonly errors: number; readonly warnings: number }>,
): Promise<MapRow> {
  const { version, requiresPython } = release;
  if (requiresPython !== undefined && satisfies(`${python}.99`, requiresPython) === false)
    return { version, unknown: `It needs Python ${requiresPython}.` };
  try {
    return { version, ...(await count(release)) };
  } catch (error) {
    if (error instanceof CannotTell) return { version, unknown: error.message };
    throw error;
  }
}

/** Works through a list in order, a few at once. */
async function inTurn<T>(list: readonly T[], atOnce: number, work: (one: T, index: number) => Promise<void>) {
  const waiting = list.entries();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [index, one] of waiting) await work(one, index);
    }),
  );
}
