import type { Side } from "./checks/check.ts";
import type { Plan, PlannedSide } from "./plan.ts";
import type { Release } from "./release/release.ts";
import { type Resolution, resolveVersion, type VersionRequest } from "./release/resolve-version.ts";
import type { Role } from "./report/report.ts";

/** Both sides with the releases the index has for them. A target such as `latest-patch` depends on the current release. */
export function resolveSides(
  plan: Extract<Plan, { kind: "compare" }>,
  releases: ReadonlyMap<string, Release>,
): Readonly<Record<Role, Side>> {
  const current = sideOf("current", plan.current, resolveVersion(plan.current.wanted, releases));
  const target = sideOf("target", plan.target, resolveVersion(plan.target.wanted, releases, current.version));
  return { current, target };
}

function sideOf(role: Role, { wanted, reading, pin }: PlannedSide, release: Resolution): Side {
  return {
    role,
    version: release.kind === "release" ? release.release.version : askedFor(wanted),
    release,
    pins: reading.pins,
    problems: reading.problems,
    ...(pin === undefined ? {} : { pin }),
  };
}

function askedFor(wanted: VersionRequest): string {
  switch (wanted.kind) {
    case "exact":
      return wanted.version;
    case "specifier":
      return wanted.specifier;
    case "latest":
    case "latest-patch":
    case "furthest-safe":
      return wanted.kind;
  }
}
