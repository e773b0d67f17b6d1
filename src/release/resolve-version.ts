import {
  compare,
  explain,
  isPrerelease,
  isSpecifier,
  normalize,
  samePublicVersion,
  satisfies,
} from "../python/version.ts";
import type { Release } from "./release.ts";

/** What was asked for: a pin's text, or the `target` input. */
export type VersionRequest =
  | { readonly kind: "exact"; readonly version: string }
  | { readonly kind: "specifier"; readonly specifier: string }
  | { readonly kind: "latest" }
  | { readonly kind: "latest-patch" }
  /** The newest release that breaks nothing in the repository's code: no index knows, `resolveFurthestSafe` finds out. */
  | { readonly kind: "furthest-safe" };

export type Resolution =
  | { readonly kind: "release"; readonly release: Release }
  | { readonly kind: "missing"; readonly message: string };

/**
 * Reads the `target` input: a version, a PEP 440 specifier, `latest`, `latest-patch` or `furthest-safe`.
 * `undefined` when it is none of these.
 */
export function parseVersionRequest(text: string): VersionRequest | undefined {
  const trimmed = text.trim();
  if (trimmed === "latest" || trimmed === "latest-patch" || trimmed === "furthest-safe") return { kind: trimmed };
  const version = normalize(trimmed);
  if (version !== undefined) return { kind: "exact", version };
  const exact = /^===?\s*([^,*]+)$/.exec(trimmed)?.[1];
  const pinned = exact === undefined ? undefined : normalize(exact);
  if (pinned !== undefined) return { kind: "exact", version: pinned };
  return trimmed !== "" && isSpecifier(trimmed) ? { kind: "specifier", specifier: trimmed } : undefined;
}

/**
 * Chooses the release. Pre-releases count only when asked for by name (exact, or a specifier that names one); yanked
 * releases only when pinned exactly, as PEP 592 says, and the release check then reports them.
 *
 * @param current the version the repository is at: `latest-patch` stays in its release series
 */
export function resolveVersion(
  wanted: VersionRequest,
  releases: ReadonlyMap<string, Release>,
  current?: string,
): Resolution {
  if (wanted.kind === "exact") {
    const release = releases.get(wanted.version) ?? sameVersion(wanted.version, releases);
    if (release !== undefined) return { kind: "release", release };
    return {
      kind: "missing",
      message: `vLLM ${wanted.version} is not on the package index.${nearest(wanted.version, releases)}`,
    };
  }
  if (wanted.kind === "furthest-safe")
    return { kind: "missing", message: "Which release is the furthest safe one, the package index does not know." };
  const candidates = [...releases.values()]
    .filter((release) => !release.yanked && admits(wanted, release.version, current))
    .sort((a, b) => compare(b.version, a.version));
  const best = candidates[0];
  if (best !== undefined) return { kind: "release", release: best };
  const what = wanted.kind === "specifier" ? wanted.specifier : wanted.kind;
  return { kind: "missing", message: `No vLLM release on the package index matches ${what}.` };
}

/** `0.31` is 0.31.0, and `0.19.1+cu130` a build of 0.19.1: PEP 440 local versions are not on the public index. */
function sameVersion(version: string, releases: ReadonlyMap<string, Release>): Release | undefined {
  const [bare = version] = version.split("+", 1);
  const found = [...releases.values()].filter((release) => samePublicVersion(release.version, version));
  return found.find((release) => compare(release.version, bare) === 0) ?? (version === bare ? found[0] : undefined);
}

type NewestOf = Exclude<VersionRequest, { kind: "exact" | "furthest-safe" }>;

function admits(wanted: NewestOf, version: string, current?: string): boolean {
  if (wanted.kind === "specifier") return satisfies(version, wanted.specifier) === true;
  if (isPrerelease(version) !== false) return false;
  if (wanted.kind === "latest" || current === undefined) return true;
  const [series, here] = [explain(version)?.release ?? [], explain(current)?.release ?? []];
  return series[0] === here[0] && (series[1] ?? 0) === (here[1] ?? 0) && compare(version, current) >= 0;
}

function nearest(version: string, releases: ReadonlyMap<string, Release>): string {
  const sorted = [...releases.values()]
    .filter((release) => !release.yanked && !isPrerelease(release.version))
    .map((release) => release.version)
    .sort(compare);
  const before = sorted.findLast((candidate) => compare(candidate, version) < 0);
  const after = sorted.find((candidate) => compare(candidate, version) > 0);
  const names = [before, after].filter((name) => name !== undefined);
  return names.length > 0 ? ` The nearest releases are ${names.join(" and ")}.` : "";
}
