import { evaluateMarker, type MarkerEnvironment } from "../python/marker.ts";
import { parseRequirement } from "../python/requirement.ts";

/** What one release of a package asks for: PEP 503 name → PEP 440 specifier, `""` for any version. */
export type AskedRanges = ReadonlyMap<string, string>;

/**
 * The requirements that hold in an environment, with some extras chosen. Direct references name no range and are left out, as is
 * what a marker says that nobody can evaluate here.
 *
 * @param requires `Requires-Dist` values
 */
export function askedRanges(
  requires: readonly string[],
  environment: MarkerEnvironment,
  extras: readonly string[] = [],
): AskedRanges {
  const ranges = new Map<string, string>();
  for (const line of requires) {
    const requirement = parseRequirement(line);
    if (requirement === undefined || requirement.url !== undefined) continue;
    const { name, specifier, marker } = requirement;
    if (marker !== undefined && evaluateMarker(marker, environment, extras) !== true) continue;
    const known = ranges.get(name);
    const both = [known, specifier].filter((part) => part !== undefined && part !== "");
    ranges.set(name, [...new Set(both)].join(","));
  }
  return ranges;
}
