import { CannotTell } from "../checks/cannot-tell.ts";
import type { Build, Role } from "../report/report.ts";
import { type CpuBuild, locateCpuBuilds, reachesTorchIndex } from "./cpu-sources.ts";
import { bytesNeeded, diskFull, gigabytes } from "./disk.ts";
import type { LanesContext } from "./lanes.ts";
import { type Resolved, resolveCpu } from "./resolutions.ts";

/** One environment to make, or why it cannot be. */
export interface Planned {
  readonly role: Role;
  readonly build: Build;
  readonly resolved: Resolved | CannotTell;
  readonly cpu?: CpuBuild;
}

/** The CPU builds that exist, and whether packages that fit a CPU torch can be had. */
export interface Located {
  readonly builds: ReadonlyMap<string, CpuBuild | CannotTell>;
  readonly torchIndex: boolean;
}

export async function locateCpu({ lanes, cpuSources, fetch, settings, host }: LanesContext): Promise<Located> {
  const [builds, torchIndex] = await Promise.all([
    locateCpuBuilds([lanes.current.version, lanes.target.version], cpuSources, {
      fetch,
      settings,
      platform: host.tags,
    }),
    reachesTorchIndex(fetch),
  ]);
  return { builds, torchIndex };
}

/**
 * The CPU environments of both sides. Where the target's cannot be made the current one is not either: the minutes it takes
 * would buy no comparison.
 */
export async function planCpu(
  { builds, torchIndex }: Located,
  context: LanesContext,
  withCurrent: boolean,
): Promise<Planned[]> {
  const plan = async (role: Role, before: Planned | undefined): Promise<Planned> => {
    const build = builds.get(context.lanes[role].version);
    if (build === undefined || build instanceof CannotTell)
      return { role, build: "cpu", resolved: build ?? UNCOMPARED };
    const known = before?.resolved instanceof CannotTell ? undefined : before?.resolved;
    const lane = context.lanes[role];
    return {
      role,
      build: "cpu",
      cpu: build,
      resolved: await cannotTell(() => resolveCpu(lane, build, torchIndex, known, context)),
    };
  };
  const targetBuild = builds.get(context.lanes.target.version);
  const current = withCurrent && !(targetBuild instanceof CannotTell) ? await plan("current", undefined) : undefined;
  const target = await plan("target", current);
  if (target.resolved instanceof CannotTell) return [{ role: "current", build: "cpu", resolved: UNCOMPARED }, target];
  return current === undefined ? [target] : [current, target];
}

const UNCOMPARED = new CannotTell(
  "nothing-to-compare",
  "Not installed: the target has no CPU environment to compare with.",
  "See what the target needs.",
);

/** Under `auto` the release build gives way when the disk holds only the CPU builds; what was asked for by name does not. */
export async function fitDisk(
  planned: readonly Planned[],
  context: LanesContext,
): Promise<{ kept: readonly Planned[]; notes: string[] }> {
  const needed = (plans: readonly Planned[]) =>
    bytesNeeded(
      plans.flatMap(({ build, resolved }) =>
        resolved instanceof CannotTell ? [] : [{ build, packages: resolved.packages }],
      ),
    );
  const free = await context.host.freeBytes(context.uv.folder);
  const all = needed(planned);
  if (all <= free) return { kept: planned, notes: [] };
  const cpuOnly = planned.filter(({ build }) => build === "cpu");
  const usable = cpuOnly.some(({ resolved }) => !(resolved instanceof CannotTell));
  if (context.builds !== "auto" || !usable || needed(cpuOnly) > free) throw diskFull(all, free);
  const note =
    `The release (CUDA) build was not installed: it needs ${gigabytes(all)} of disk with the CPU build, ${gigabytes(free)} are free. ` +
    "pip check, import and version were judged on the CPU build.";
  context.progress.warning(note);
  return { kept: cpuOnly, notes: [note] };
}

/** The answer, or why there is none: one environment that cannot be made must not hide what the others tell. */
export async function cannotTell<T>(work: () => Promise<T>): Promise<T | CannotTell> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CannotTell) return error;
    throw error;
  }
}
