import { compare, explain } from "../python/version.ts";
import type { OsvEvent, OsvRange, OsvRecord } from "./osv-record.ts";

/**
 * Whether a release is affected: listed by its version, or inside a range.
 * https://ossf.github.io/osv-schema/#evaluation
 *
 * @param version PEP 440; a local label (`0.31.0+cu130`) names another build of the same source, and is not looked at
 */
export function affects(record: OsvRecord, version: string): boolean {
  const release = explain(version)?.public;
  if (release === undefined) return false;
  for (const listed of record.versions) if (compare(listed, release) === 0) return true;
  return record.ranges.some((range) => isInside(range, release));
}

/** The nearest later release that a record names as fixed. */
export function fixedAfter(records: readonly OsvRecord[], version: string): string | undefined {
  const release = explain(version)?.public;
  if (release === undefined) return undefined;
  const [nearest] = records
    .flatMap(({ ranges }) => ranges.filter((range) => isInside(range, release)))
    .flatMap(({ events }) => events.flatMap((event) => (event.kind === "fixed" ? [event.version] : [])))
    .filter((fixed) => compare(fixed, release) > 0)
    .sort(compare);
  return nearest;
}

function isInside({ events }: OsvRange, version: string): boolean {
  const limits = events.filter(({ kind }) => kind === "limit");
  if (limits.length > 0 && !limits.some((limit) => limit.version === "*" || compare(version, limit.version) < 0))
    return false;
  let inside = false;
  for (const event of [...events].sort(byVersion)) {
    if (event.kind === "introduced" && order(version, event.version) >= 0) inside = true;
    if (event.kind === "fixed" && order(version, event.version) >= 0) inside = false;
    if (event.kind === "last_affected" && order(version, event.version) > 0) inside = false;
  }
  return inside;
}

/** At one version, what begins there comes last: a fix that was taken back at once leaves the release affected. */
function byVersion(one: OsvEvent, other: OsvEvent): number {
  return order(one.version, other.version) || Number(one.kind === "introduced") - Number(other.kind === "introduced");
}

function order(version: string, bound: string): number {
  if (bound === "0") return version === "0" ? 0 : 1;
  if (version === "0" || bound === "*") return -1;
  return version === "*" ? 1 : compare(version, bound);
}
