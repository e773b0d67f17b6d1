import { CannotTell } from "./checks/cannot-tell.ts";
import type { Comparison } from "./compare-releases.ts";
import type { PythonVersion } from "./environment/python-version.ts";
import { chooseVersion } from "./environment/resolutions.ts";
import { findPython } from "./environment/uv.ts";
import type { Pin } from "./pins/pin.ts";
import type { PlannedSide } from "./plan.ts";
import { installerEnvironment } from "./platform/child-environment.ts";
import type { Host } from "./platform/host.ts";
import { withTemporaryFolder } from "./platform/temporary-folder.ts";
import { provideTool } from "./platform/tools.ts";
import { samePublicVersion } from "./python/version.ts";
import type { IndexSettings } from "./release/index-settings.ts";
import type { Release } from "./release/release.ts";
import { resolveVersion } from "./release/resolve-version.ts";
import { writtenRequirements } from "./requirement-lanes.ts";

export interface ChoiceContext {
  readonly settings: IndexSettings;
  readonly host: Host;
  readonly python: PythonVersion;
  readonly releases: ReadonlyMap<string, Release>;
}

export interface ChosenPlan {
  readonly plan: Comparison["plan"];
  /** Things to say beside the verdict; plain text. */
  readonly notes: readonly string[];
}

/**
 * Where a range without a lock decides, what is installed is the resolver's choice, and may be older than the newest release that
 * the range admits. Where no resolver can be had it stays the newest, and a note says so.
 */
export async function chooseVersions(comparison: Comparison, context: ChoiceContext): Promise<ChosenPlan> {
  const { plan } = comparison;
  const current = await chosenSide(plan.current, comparison, context);
  const target = await chosenSide(plan.target, comparison, context);
  return {
    plan: { ...plan, current: current.side, target: target.side },
    notes: [...new Set([...current.notes, ...target.notes])],
  };
}

async function chosenSide(side: PlannedSide, comparison: Comparison, context: ChoiceContext) {
  const open = openSide(side);
  const newest = open && resolveVersion(side.wanted, context.releases);
  if (open === undefined || newest?.kind !== "release") return { side, notes: [] };
  const { version } = newest.release;
  const said = `${open.pin.file}:${open.pin.line} (${open.pin.raw})`;
  try {
    const work = () => choose(open, version, comparison, context);
    const chosen = await comparison.watch.stage("open pins", work);
    const release = chosen && resolveVersion({ kind: "exact", version: chosen.version }, context.releases);
    if (release?.kind !== "release") return { side, notes: [] };
    const wanted = { kind: "exact", version: release.release.version } as const;
    const settled = { ...side, wanted, from: `${side.from}, chosen by the resolver` };
    if (samePublicVersion(wanted.version, version)) return { side: settled, notes: [] };
    const why = chosen?.because === undefined ? "" : `: ${chosen.because}`;
    const note = `For ${said} the resolver chooses vLLM ${wanted.version}, and not ${version}${why}.`;
    return { side: settled, notes: [note] };
  } catch (error) {
    if (!(error instanceof CannotTell)) throw error;
    const note = `What ${said} installs could not be resolved: vLLM ${version} is the newest release that it admits. ${error.message}`;
    return { side, notes: [note] };
  }
}

/** What an installer reads. */
const INSTALLED: ReadonlySet<Pin["role"]> = new Set<Pin["role"]>(["requirement", "constraint", "override"]);

/** A side whose version comes from a requirement that leaves it open; what was given by hand does not. */
function openSide(side: PlannedSide): (PlannedSide & { readonly pin: Pin }) | undefined {
  const { pin, from } = side;
  if (pin === undefined || from !== `${pin.file}:${pin.line}`) return undefined;
  const open = pin.reference.kind === "range" || pin.reference.kind === "unpinned";
  return open && INSTALLED.has(pin.role) ? { ...side, pin } : undefined;
}

async function choose(
  side: PlannedSide & { readonly pin: Pin },
  newest: string,
  { inputs, dependencies }: Comparison,
  { settings, host, python }: ChoiceContext,
) {
  const { exec, env, fetch, progress, tempDir, toolCacheDir, toolPins } = dependencies;
  const platform = host.toolPlatform;
  return progress.stage(
    `Resolving what ${side.from} installs`,
    () =>
      withTemporaryFolder(tempDir, async (folder) => {
        const binary = await provideTool("uv", { fetch, settings, cacheDir: toolCacheDir, platform }, toolPins?.uv);
        const uv = { exec, uv: binary, env: installerEnvironment(env), folder };
        const found = (await findPython(uv, python.version)) ?? python.version;
        const context = { uv, settings, host, python: found, pythonVersion: python.version };
        return chooseVersion(writtenRequirements(side, inputs.root), newest, context);
      }),
    (chosen) => (chosen === undefined ? "no solution" : `vLLM ${chosen.version}`),
  );
}
