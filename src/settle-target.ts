import { CannotTell } from "./checks/cannot-tell.ts";
import type { Comparison } from "./compare-releases.ts";
import type { Release } from "./release/release.ts";
import { resolveVersion } from "./release/resolve-version.ts";
import type { UpgradeMap } from "./report/upgrade-map.ts";

/** The comparison with a target that the index can name, and what was found out on the way. */
export interface SettledTarget {
  readonly plan: Comparison["plan"];
  readonly upgradeMap?: UpgradeMap;
  /** Things to say beside the verdict; plain text. */
  readonly notes: readonly string[];
  /** Set where vLLM had better stay where it is: why. */
  readonly stays?: string;
}

/**
 * Draws the upgrade map where it was asked for. The target `furthest-safe` is read from it; beside any other target it is a
 * thing to know, and its failure a note.
 *
 * @param draw judges the code and the configuration on every later release
 * @throws {CannotTell} where the target depends on the map and there is none
 */
export async function settleTarget(
  comparison: Comparison,
  releases: ReadonlyMap<string, Release>,
  draw: Draw,
): Promise<SettledTarget> {
  const { inputs, plan, watch } = comparison;
  const asked = plan.target.wanted.kind === "furthest-safe";
  if (!asked && !inputs.upgradeMap) return { plan, notes: [] };
  try {
    const upgradeMap = await watch.stage("upgrade map", () => mapFrom(comparison, releases, draw));
    return asked ? withFurthestSafe(plan, upgradeMap) : { plan, upgradeMap, notes: [] };
  } catch (error) {
    if (asked || !(error instanceof CannotTell)) throw error;
    return { plan, notes: [`There is no upgrade map: ${error.message} ${error.remedy}`] };
  }
}

/** From the release in use. */
type Draw = (current: Release) => Promise<UpgradeMap>;

async function mapFrom(
  comparison: Comparison,
  releases: ReadonlyMap<string, Release>,
  draw: Draw,
): Promise<UpgradeMap> {
  const current = resolveVersion(comparison.plan.current.wanted, releases);
  if (current.kind === "release") return draw(current.release);
  throw new CannotTell("nothing-to-compare", current.message, "Name the release in use with current-version (--from).");
}

function withFurthestSafe(plan: Comparison["plan"], upgradeMap: UpgradeMap): SettledTarget {
  const { furthestSafe: version, releases } = upgradeMap;
  if (version !== undefined) {
    const target = { ...plan.target, wanted: { kind: "exact", version }, from: "the furthest safe release" } as const;
    return { plan: { ...plan, target }, upgradeMap, notes: [] };
  }
  const unknown = releases.filter((row) => "unknown" in row);
  if (releases.length > 0 && unknown.length === releases.length) {
    throw new CannotTell(
      "index-unavailable",
      `The source of none of the ${releases.length} later releases could be read: which one is safe is not known.`,
      "Run again when the package index answers, or name a release as the target.",
    );
  }
  const stays =
    releases.length === 0
      ? "There is no later release."
      : `Every later release${unknown.length === 0 ? "" : " that could be read"} breaks the code or the configuration: the upgrade map says where.`;
  return { plan, upgradeMap, notes: [], stays };
}
