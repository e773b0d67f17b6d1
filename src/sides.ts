import type { Side } from "./checks/check.ts";
import { type Deployment, deploymentsOf } from "./pins/deployments.ts";
import type { NamedDeployment } from "./pins/file-groups.ts";
import type { Plan, PlannedSide } from "./plan.ts";
import type { Release } from "./release/release.ts";
import { type Resolution, resolveVersion, type VersionRequest } from "./release/resolve-version.ts";
import type { Role } from "./report/report.ts";

/**
 * Both sides with the releases the index has for them. A target such as `latest-patch` depends on the current release.
 *
 * @param named the deployments that the configuration file names
 */
export function resolveSides(
  plan: Extract<Plan, { kind: "compare" }>,
  releases: ReadonlyMap<string, Release>,
  named: readonly NamedDeployment[] = [],
): Readonly<Record<Role, Side>> {
  const before = deploymentsOf(plan.current.reading, named);
  const after = plan.target.reading === plan.current.reading ? before : deploymentsOf(plan.target.reading, named);
  const current = sideOf("current", plan.current, before, resolveVersion(plan.current.wanted, releases));
  const target = sideOf("target", plan.target, after, resolveVersion(plan.target.wanted, releases, current.version));
  return { current, target };
}

function sideOf(
  role: Role,
  { wanted, reading, pin }: PlannedSide,
  deployments: readonly Deployment[],
  release: Resolution,
): Side {
  return {
    role,
    version: release.kind === "release" ? release.release.version : askedFor(wanted),
    release,
    pins: reading.pins,
    mentions: reading.mentions,
    deployments,
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
