import type { Side } from "./checks/check.ts";
import type { InconclusiveCause } from "./checks/outcome.ts";
import type { CheckResult } from "./checks/result.ts";
import type { Comparison } from "./compare-releases.ts";
import { environmentFacts, type LanesState } from "./environment/lanes.ts";
import type { PythonVersion } from "./environment/python-version.ts";
import type { Lane } from "./environment/resolutions.ts";
import { pinAdmits } from "./pins/changed.ts";
import type { Pin } from "./pins/pin.ts";
import { type ChangedFile, isConfiguration } from "./platform/changed-files.ts";
import type { Host } from "./platform/host.ts";
import type { Release } from "./release/release.ts";
import { upgradePath } from "./release/upgrade-path.ts";
import { deploymentFacts } from "./report/deployment-facts.ts";
import { hostFacts } from "./report/host-facts.ts";
import type { FileTexts } from "./report/pin-diff.ts";
import type { Report, Role } from "./report/report.ts";
import type { InstallRoot } from "./report/repository-tools.ts";
import { buildRollback } from "./report/rollback.ts";
import { judge } from "./report/verdict.ts";

export interface Parts {
  readonly comparison: Comparison;
  readonly sides: Readonly<Record<Role, Side>>;
  readonly releases: ReadonlyMap<string, Release>;
  readonly checks: readonly CheckResult[];
  readonly lanes: Readonly<Record<Role, Lane>>;
  /** What became of the lanes; absent where no check asked for an environment. */
  readonly state: LanesState | undefined;
  readonly host: Host;
  readonly python: PythonVersion;
  readonly texts: readonly FileTexts[];
  /** Files that the event's change touches. */
  readonly changed: readonly ChangedFile[];
}

/** The report of a comparison: everything known, as one value. */
export async function assembleReport(parts: Parts): Promise<Report> {
  const { comparison, sides, releases, checks, lanes, state } = parts;
  const { plan, base, dependencies, watch } = comparison;
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
    rollback: buildRollback({
      current: current.version,
      target: target.version,
      pinsNow: target.pins,
      ...(plan.moved ? { pinsBefore: current.pins } : {}),
      texts: parts.texts,
      compiled: plan.target.reading.manifests.flatMap(({ file, generatedFrom }) => (generatedFrom ? [file] : [])),
      sets: installationRoots(lanes.target, target.pins),
      ...(base?.commit === undefined ? {} : { base: base.commit }),
      configuration: parts.changed.filter(({ file }) => isConfiguration(file)),
      repositoryFiles: await comparison.head.list(),
      ...(rehearsal?.outcome.status === "passed" ? { rehearsedSeconds: rehearsal.durationMs / 1000 } : {}),
    }),
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

/** Where an installation starts: what was resolved, and each image that is built on vLLM's. */
function installationRoots({ sets }: Lane, pins: readonly Pin[]): InstallRoot[] {
  const resolved = sets.flatMap(({ file, pin }) => (pin === undefined ? [] : [{ file, pin }]));
  const images = pins.filter((pin) => pin.role === "image" && !resolved.some(({ file }) => file === pin.file));
  return [...resolved, ...images.map((pin) => ({ file: pin.file, pin }))];
}

/** The current version may be given by hand; that it is not what the files say must not go unsaid. */
function otherThanPinned({ current }: Comparison["plan"], version: string): string[] {
  const { pin } = current;
  if (pin === undefined || pinAdmits(pin, version) || pin.reference.kind === "git" || pin.reference.kind === "url")
    return [];
  return [`The current version was given as ${version}; ${pin.file}:${pin.line} says ${pin.specifier}.`];
}
