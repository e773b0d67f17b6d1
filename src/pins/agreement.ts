import { samePublicVersion, satisfies } from "../python/version.ts";
import { isKind } from "./format-kind.ts";
import type { Pin, PinFormatId } from "./pin.ts";
import { pinnedVersion } from "./reference.ts";
import { isTask } from "./tool-commands.ts";

/** Two pins that cannot both be right. `a` stands first. */
export interface Disagreement {
  readonly a: Pin;
  readonly b: Pin;
  /** Two versions are named, or one is named that a range elsewhere excludes. */
  readonly kind: "different-versions" | "outside-range";
}

/**
 * Pins that contradict each other: different releases, or a release that a range elsewhere excludes. Local labels
 * (`+cu130`) and image suffixes are builds of one release. A lock agrees with the range it was resolved from.
 *
 * No contradiction:
 * - ranges among themselves, and pins that name no version (unpinned, a branch, an address without one);
 * - alternatives in one file: different extras, groups or build stages, different markers, the forks of a lock; the services of a
 *   compose file or a manifest, the branches of a script. An index that serves one release has to fit one of them;
 * - what a file replaces itself (`override-dependencies`): then the override speaks for the file;
 * - a file with alternatives, as long as one of them fits.
 *
 * Each pin is named at most once as `b`, against the first pin it contradicts: twenty stale files make twenty lines, not
 * two hundred.
 */
export function disagreements(pins: readonly Pin[]): readonly Disagreement[] {
  const speaking = pins.filter((pin) => speaksForItsFile(pin, pins) && namesSomething(pin));
  const files = new Map<string, Pin[]>();
  for (const pin of speaking) files.set(pin.file, [...(files.get(pin.file) ?? []), pin]);
  const found: Disagreement[] = [];
  for (const [index, b] of speaking.entries()) {
    const a = speaking.slice(0, index).find((other) => contradicts(other, b, files));
    if (a !== undefined) found.push({ a, b, kind: bothNameVersions(a, b) ? "different-versions" : "outside-range" });
  }
  return found;
}

function contradicts(a: Pin, b: Pin, files: ReadonlyMap<string, readonly Pin[]>): boolean {
  if (compatible(a, b)) return false;
  const fits = (pin: Pin, file: string) =>
    (files.get(file) ?? []).some((other) => other !== pin && compatible(pin, other));
  if (a.file === b.file && isBranched(a.format))
    return [a, b].some((pin) => pin.role === "index" && !fits(pin, pin.file));
  if (a.file === b.file) return !alternatives(a, b);
  const [aFits, bFits] = [fits(a, b.file), fits(b, a.file)];
  if (isOneOfSeveral(a) || (isOpenExtra(a) && bFits)) return !bFits;
  if (isOneOfSeveral(b) || (isOpenExtra(b) && aFits)) return !aFits;
  return !aFits || !bFits;
}

/** Whoever installs a package chooses among its extras: beside `vllm==0.31.0` another may ask for `vllm>0.31.0`. */
function isOpenExtra({ groupKind, reference }: Pin): boolean {
  return (groupKind === "extra" || groupKind === "group") && reference.kind === "range";
}

/** Its parts run beside or instead of each other: two versions in one file are two servers, or two branches. */
function isBranched(format: PinFormatId): boolean {
  return isKind(format, "service", "script");
}

/** Of two servers in one compose file, or two forks of a lock, one is enough that is what the package beside it pins. */
function isOneOfSeveral({ format, role }: Pin): boolean {
  return isBranched(format) || role === "lock";
}

function compatible(a: Pin, b: Pin): boolean {
  const [left, right] = [pinnedVersion(a.reference), pinnedVersion(b.reference)];
  if (left !== undefined && right !== undefined) return samePublicVersion(left, right);
  if (left !== undefined) return admits(b, left);
  return right === undefined || admits(a, right);
}

function admits(pin: Pin, version: string): boolean {
  if (pin.reference.kind !== "range") return true;
  // A range that names no pre-release still describes a file that pins one on purpose.
  return satisfies(version, pin.reference.specifier, { prereleases: true }) ?? true;
}

function alternatives(a: Pin, b: Pin): boolean {
  if (a.role === "lock" && b.role === "lock") return true;
  if (isTask(a) || isTask(b)) return true;
  if (a.group !== undefined && b.group !== undefined && (a.group !== b.group || a.groupKind !== b.groupKind))
    return true;
  const [left, right] = [markerOf(a), markerOf(b)];
  return left !== undefined && right !== undefined && left !== right;
}

function markerOf({ raw }: Pin): string | undefined {
  const at = raw.indexOf(";");
  return at === -1
    ? undefined
    : raw
        .slice(at + 1)
        .replace(/\s+/g, "")
        .replaceAll('"', "'");
}

function speaksForItsFile(pin: Pin, pins: readonly Pin[]): boolean {
  return pin.role === "override" || !pins.some(({ file, role }) => file === pin.file && role === "override");
}

function namesSomething({ reference }: Pin): boolean {
  return reference.kind === "range" || pinnedVersion(reference) !== undefined;
}

function bothNameVersions(a: Pin, b: Pin): boolean {
  return pinnedVersion(a.reference) !== undefined && pinnedVersion(b.reference) !== undefined;
}
