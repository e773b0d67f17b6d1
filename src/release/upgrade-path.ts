import semver from "semver";
import { compare, explain, isPrerelease, samePublicVersion } from "../python/version.ts";
import type { Release, UpgradePath } from "./release.ts";

const DAY_MS = 86_400_000;

/** Names the step from one release to another and says what the reader must know about it. */
export function upgradePath(
  current: string,
  target: Release,
  releases: ReadonlyMap<string, Release>,
  now: Date,
): UpgradePath {
  const order = compare(current, target.version);
  const [low, high] = order <= 0 ? [current, target.version] : [target.version, current];
  const skipped = [...releases.values()]
    .filter((release) => !release.yanked && !isPrerelease(release.version))
    .map((release) => release.version)
    .filter((version) => compare(version, low) > 0 && compare(version, high) < 0)
    .sort(compare);
  const age = target.uploadTime === undefined ? Number.NaN : now.getTime() - Date.parse(target.uploadTime);
  return {
    direction: order === 0 ? "same" : order < 0 ? "upgrade" : "downgrade",
    step: stepSize(current, target.version),
    skipped,
    ...(Number.isNaN(age) ? {} : { targetAgeDays: Math.max(0, Math.floor(age / DAY_MS)) }),
    notes: engineNotes(low, high),
  };
}

/** semver's words for the release segments; PEP 440 has post-releases and pre-releases beside them. */
export function stepSize(from: string, to: string): UpgradePath["step"] {
  const difference = semver.diff(asSemver(from), asSemver(to));
  if (difference === "major" || difference === "minor" || difference === "patch") return difference;
  if (isPrerelease(from) || isPrerelease(to)) return "prerelease";
  return samePublicVersion(from, to) ? "none" : "post";
}

function asSemver(version: string): string {
  const [major = 0, minor = 0, patch = 0] = explain(version)?.release ?? [];
  return `${major}.${minor}.${patch}`;
}

/**
 * The upgrade guide's V1 engine note, corrected by the releases: V1 could be chosen from 0.7, was the default in 0.8
 * (`VLLM_USE_V1` default in `vllm/envs.py`), and by 0.11 the V0 engine and the variable's effect were gone.
 */
function engineNotes(low: string, high: string): string[] {
  if (compare(low, "0.7.0") < 0 && compare(high, "0.7.0") >= 0) {
    return [
      "The older release is below 0.7.0, before the V1 engine. V1 could be chosen from 0.7, became the default in 0.8 and is " +
        "the only engine by 0.11: custom workers, executors, attention back ends, per-request logits processors and " +
        "VLLM_USE_V1=0 do not survive this move. Read the V1 guide of vLLM's documentation before merging.",
    ];
  }
  if (compare(low, "0.11.0") < 0 && compare(high, "0.11.0") >= 0) {
    return [
      "This move crosses 0.11, where the V0 engine is gone: VLLM_USE_V1=0 no longer brings it back, and code that reaches into " +
        "V0 workers or executors breaks.",
    ];
  }
  return [];
}
