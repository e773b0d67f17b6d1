import type { Side } from "./checks/check.ts";
import type { InconclusiveCause } from "./checks/outcome.ts";
import type { CheckResult } from "./checks/result.ts";
import type { Comparison } from "./compare-releases.ts";
import type { AskedRanges } from "./dependencies/asked-ranges.ts";
import { compareDependencies } from "./dependencies/compare-dependencies.ts";
import type { DependencyChanges } from "./dependencies/dependency-changes.ts";
import { environmentFacts, type LanesState } from "./environment/lanes.ts";
import type { PythonVersion } from "./environment/python-version.ts";
import type { Lane } from "./environment/resolutions.ts";
import { pinAdmits } from "./pins/changed.ts";
import type { Host } from "./platform/host.ts";
import type { Release } from "./release/release.ts";
import { upgradePath } from "./release/upgrade-path.ts";
import { deploymentFacts } from "./report/deployment-facts.ts";
import { hostFacts } from "./report/host-facts.ts";
import type { Report, Role, Rollback } from "./report/report.ts";
import { judge } from "./report/verdict.ts";

export interface Parts {
  readonly comparison: Comparison;
  readonly sides: Readonly<Record<Role, Side>>;
  readonly releases: ReadonlyMap<string, Release>;
  readonly checks: readonly CheckResult[];
  readonly lanes: Readonly<Record<Role, Lane>>;
  /** What became of the lanes; absent where no check asked for an environment. */
  readonly state: LanesState | undefined;
  /** What each release asks for, where its metadata can be read. */
  readonly asked: Readonly<Partial<Record<Role, AskedRanges | undefined>>>;
  readonly host: Host;
  readonly python: PythonVersion;
  /** The way back as it was planned. */
  readonly rollback: Rollback;
  /** The current release's resolution as a requirements file; absent where nothing was resolved. */
  readonly frozen?: string;
}

/** The report of a comparison: everything known, as one value. */
export function assembleReport(parts: Parts): Report {
  const { comparison, sides, releases, checks, state } = parts;
  const { plan, dependencies, watch } = comparison;
  const { current, target } = sides;
  const path =
    current.release.kind === "release" && target.release.kind === "release"
      ? upgradePath(current.version, target.release.release, releases, dependencies.now())
      : undefined;
  const rehearsal = checks.find(({ id }) => id === "rollback")?.target;
  const installed = [...(state?.current.environments.values() ?? []), ...(state?.target.environments.values() ?? [])];
  const environments = environmentFacts(installed);
  const builds = environments.map(({ build }) => build);
  const judgement = judge(checks, { current: current.version, target: target.version, builds });
  return {
    schemaVersion: 1,
    ...judgement,
    ...(judgement.verdict === "inconclusive" ? { cause: causeOf(checks) } : {}),
    current: { version: current.version, from: plan.current.from },
    target: { version: target.version, from: plan.target.from },
    ...(path === undefined ? {} : { path }),
    pins: target.pins,
    deployments: deploymentFacts(current, target),
    checks,
    ...(state === undefined ? {} : { dependencies: dependencyChanges(parts.lanes.target, state, parts.asked) }),
    rollback: {
      ...parts.rollback,
      ...(parts.frozen === undefined ? {} : { frozen: parts.frozen }),
      ...(rehearsal?.outcome.status === "passed" ? { rehearsedSeconds: rehearsal.durationMs / 1000 } : {}),
    },
    environment: {
      host: hostFacts(parts.host, parts.python),
      environments,
      tool: dependencies.version,
    },
    timings: watch.timings(),
    notes: [...otherThanPinned(plan, current.version), ...(state?.notes ?? [])],
  };
}

/** The class of the first check that could not tell: the target's own, or that there is nothing to compare its failure with. */
function causeOf(checks: readonly CheckResult[]): InconclusiveCause {
  const outcome = checks.find(({ status }) => status === "inconclusive")?.target.outcome;
  return outcome?.status === "inconclusive" ? outcome.cause : "nothing-to-compare";
}

/** Of the first requirement set: it is what is installed. */
function dependencyChanges({ sets: [{ file }] }: Lane, state: LanesState, asked: Parts["asked"]): DependencyChanges {
  const side = (role: Role) => {
    const { resolution } = state[role];
    return { packages: resolution.kind === "resolved" ? resolution.packages : undefined, asked: asked[role] };
  };
  return compareDependencies(file, side("current"), side("target"));
}

/** The current version may be given by hand; that it is not what the files say must not go unsaid. */
function otherThanPinned({ current }: Comparison["plan"], version: string): string[] {
  const { pin } = current;
  if (pin === undefined || pinAdmits(pin, version) || pin.reference.kind === "git" || pin.reference.kind === "url")
    return [];
  return [`The current version was given as ${version}; ${pin.file}:${pin.line} says ${pin.specifier}.`];
}
