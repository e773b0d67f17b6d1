import { CannotTell } from "../checks/cannot-tell.ts";
import type { Fetch } from "../platform/http.ts";
import type { Progress } from "../platform/progress.ts";
import type { Build, EnvironmentFacts, Role } from "../report/report.ts";
import { type CpuBuild, locateCpuBuilds, reachesTorchIndex } from "./cpu-sources.ts";
import { bytesNeeded, diskFull, gigabytes } from "./disk.ts";
import type { Environment } from "./environment.ts";
import { type Installed, install } from "./install.ts";
import {
  type Lane,
  type ResolutionContext,
  type ResolutionOutcome,
  type Resolved,
  resolveCpu,
  resolveRelease,
  wantedBuilds,
} from "./resolutions.ts";

export interface LanesContext extends ResolutionContext {
  readonly fetch: Fetch;
  readonly progress: Progress;
  readonly lanes: Readonly<Record<Role, Lane>>;
  readonly builds: "auto" | "release" | "cpu";
  readonly cpuSources: readonly string[];
  /** Whether any chosen check needs an environment; without one nothing is installed. */
  readonly install: boolean;
}

/** What became of one side: its resolution, and its environments by build. */
export interface LaneState {
  readonly resolution: ResolutionOutcome;
  readonly environments: ReadonlyMap<Build, Installed | CannotTell>;
}

export interface LanesState {
  readonly current: LaneState;
  readonly target: LaneState;
  /** Things the report must say (a build left out for want of disk). */
  readonly notes: readonly string[];
}

type Planned = {
  readonly role: Role;
  readonly build: Build;
  readonly resolved: Resolved | CannotTell;
  readonly cpu?: CpuBuild;
};

/**
 * Resolves both sides, then installs what the checks need. Where the target does not resolve nothing is installed: there is
 * no difference left to find.
 *
 * @throws {CannotTell} where no side can be judged: index down, disk full
 */
export async function prepareLanes(context: LanesContext): Promise<LanesState> {
  const { lanes, host } = context;
  const builds = context.install ? wantedBuilds(context.builds, host) : [];
  const located = builds.includes("cpu") ? locate(context) : undefined;
  // Awaited below, after the resolutions it overlaps with; until then a failure must not count as unhandled.
  located?.catch(() => {});
  const current = await resolveLane(lanes.current, undefined, context);
  const target = await resolveLane(lanes.target, resolvedOrNone(current), context);
  const none: ReadonlyMap<Build, Installed | CannotTell> = new Map();
  if (target.kind !== "resolved" || builds.length === 0) {
    return {
      current: { resolution: current, environments: none },
      target: { resolution: target, environments: none },
      notes: [],
    };
  }

  const planned: Planned[] = [];
  for (const build of builds) {
    if (build === "release") {
      if (current.kind === "resolved") planned.push({ role: "current", build, resolved: current });
      planned.push({ role: "target", build, resolved: target });
    } else if (located !== undefined) {
      planned.push(...(await planCpu(await located, context, current.kind === "resolved")));
    }
  }
  const { kept, notes } = await fitDisk(planned, context);
  const installed: { readonly role: Role; readonly build: Build; readonly result: Installed | CannotTell }[] = [];
  for (const plan of kept) installed.push({ ...plan, result: await installPlanned(plan, context) });
  const of = (role: Role) =>
    new Map(installed.filter((entry) => entry.role === role).map(({ build, result }) => [build, result] as const));
  return {
    current: { resolution: current, environments: of("current") },
    target: { resolution: target, environments: of("target") },
    notes,
  };
}

interface Located {
  readonly builds: ReadonlyMap<string, CpuBuild | CannotTell>;
  readonly torchIndex: boolean;
}

async function locate({ lanes, cpuSources, fetch, settings, host }: LanesContext): Promise<Located> {
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

function resolveLane(lane: Lane, before: Resolved | undefined, context: LanesContext): Promise<ResolutionOutcome> {
  return context.progress.stage(
    `Resolving the repository's requirements with the ${lane.role} release ${lane.version}`,
    () => resolveRelease(lane, before, context),
    (outcome) => (outcome.kind === "resolved" ? `${outcome.packages.length} packages` : "no solution"),
  );
}

/**
 * The CPU environments of both sides. Where the target's cannot be made the current one is not either: the minutes it takes
 * would buy no comparison.
 */
async function planCpu(
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
async function fitDisk(
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

async function installPlanned(
  { role, build, resolved, cpu }: Planned,
  context: LanesContext,
): Promise<Installed | CannotTell> {
  if (resolved instanceof CannotTell) return resolved;
  const request = {
    lane: context.lanes[role],
    build,
    resolved,
    distribution: cpu?.distribution ?? "vllm",
    source: cpu?.label ?? "vllm from the package index",
    python: context.python,
  };
  return cannotTell(() => install(request, context.uv, context.progress));
}

async function cannotTell<T>(work: () => Promise<T>): Promise<T | CannotTell> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CannotTell) return error;
    throw error;
  }
}

function resolvedOrNone(outcome: ResolutionOutcome): Resolved | undefined {
  return outcome.kind === "resolved" ? outcome : undefined;
}

/** The facts of the environments that were made. */
export function environmentFacts(results: readonly (Installed | CannotTell)[]): EnvironmentFacts[] {
  return results.flatMap((result) => (result instanceof CannotTell || "failed" in result ? [] : [result.facts]));
}

/** The environment a check runs in: the release where it is installed, the CPU build otherwise; models need one that can run them. */
export function environmentFor(
  state: LaneState,
  purpose: "import" | "inference",
  gpuHost: boolean,
): Environment | { readonly failed: string } | CannotTell {
  if (state.resolution.kind === "conflict") {
    const { file, explanation } = state.resolution;
    const reason = `${file} does not resolve with this release: ${explanation.summary}.`;
    return new CannotTell(
      "nothing-to-compare",
      reason,
      "Move the packages named, or let the dependencies check judge it.",
    );
  }
  const order: readonly Build[] = purpose === "inference" && !gpuHost ? ["cpu"] : ["release", "cpu"];
  const found = order.map((build) => state.environments.get(build)).find((entry) => entry !== undefined);
  return (
    found ??
    new CannotTell(
      "no-device",
      "No environment that can run a model here was made: the release build needs a GPU.",
      "Set `builds: auto` or `builds: cpu`, use a GPU runner, or leave `inference` out of `checks`.",
    )
  );
}
