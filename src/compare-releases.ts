import { type Analysers, openAnalysers } from "./analysers.ts";
import { assembleReport } from "./assemble-report.ts";
import { CHECKS, ENVIRONMENT_CHECKS } from "./checks/index.ts";
import { runChecks } from "./checks/run-checks.ts";
import { chooseVersions } from "./chosen-versions.ts";
import { frozenFileOf } from "./environment/frozen-file.ts";
import { readOwnPlugins } from "./environment/own-plugins.ts";
import { decidePython, type PythonVersion } from "./environment/python-version.ts";
import { openSession } from "./environment/session.ts";
import { drawUpgradeMap } from "./furthest-safe.ts";
import type { Inputs } from "./inputs.ts";
import type { Plan } from "./plan.ts";
import { planRollback } from "./plan-rollback.ts";
import { readerEnvironment } from "./platform/child-environment.ts";
import { type Host, inspectHost } from "./platform/host.ts";
import { readIndexSettings } from "./platform/index-config.ts";
import { loadBoundedPythonParser } from "./platform/syntax-parsers.ts";
import { withTemporaryFolder } from "./platform/temporary-folder.ts";
import type { FileTree } from "./platform/tree.ts";
import { readReleases } from "./release/index-client.ts";
import type { IndexSettings } from "./release/index-settings.ts";
import type { Release } from "./release/release.ts";
import { releaseIndexes } from "./release-indexes.ts";
import type { Report } from "./report/report.ts";
import { notApplicable } from "./report/short-reports.ts";
import { requirementLanes } from "./requirement-lanes.ts";
import { rehearsePatch } from "./rollback-rehearsal.ts";
import type { RunDependencies } from "./run.ts";
import { settleTarget } from "./settle-target.ts";
import { resolveSides } from "./sides.ts";
import { startAnalyses } from "./start-analyses.ts";
import type { Stopwatch } from "./stopwatch.ts";

export interface Comparison {
  readonly inputs: Inputs;
  readonly plan: Extract<Plan, { kind: "compare" }>;
  /** The repository as it would be. */
  readonly head: FileTree;
  /** The repository as it was, where the event changes it. */
  readonly base?: FileTree;
  readonly dependencies: RunDependencies;
  readonly watch: Stopwatch;
}

/** Two models of the built-in size and two copies of vLLM need about 5 GB. */
const MEMORY_FOR_TWO_BYTES = 10 * 1024 ** 3;

/**
 * Resolves both releases, judges each check on both, and puts the report together.
 *
 * @throws {CannotTell} `index-unavailable` when the index does not even tell which releases there are
 */
export async function compareReleases(comparison: Comparison): Promise<Report> {
  const { inputs, head, dependencies, watch } = comparison;
  const { exec, env, progress } = dependencies;
  const [settings, host] = await Promise.all([readIndexSettings(env), inspectHost(exec, env)]);
  const reading = progress.stage(
    "Reading vLLM's releases from the package index",
    () => readReleases("vllm", releaseIndexes(comparison.plan, settings), dependencies.fetch),
    (found) => `${found.size} releases`,
  );
  const [releases, python] = await watch.stage("releases", () =>
    Promise.all([
      reading,
      decidePython({
        setting: inputs.pythonVersion,
        tree: head,
        requiresPython: comparison.plan.target.reading.manifests.flatMap((manifest) => manifest.requiresPython ?? []),
        exec,
        env: readerEnvironment(env),
      }),
    ]),
  );
  return withTemporaryFolder(dependencies.tempDir, (folder) => {
    const analysers = openAnalysers({ comparison, releases, python: python.version, host, settings, folder });
    return compareOn(comparison, { settings, host, releases, python, analysers });
  });
}

interface Ground {
  readonly settings: IndexSettings;
  readonly host: Host;
  readonly releases: ReadonlyMap<string, Release>;
  readonly python: PythonVersion;
  readonly analysers: Analysers;
}

async function compareOn(asPlanned: Comparison, ground: Ground): Promise<Report> {
  const chosen = await chooseVersions(asPlanned, ground);
  const comparison = { ...asPlanned, plan: chosen.plan };
  const { inputs, head, dependencies, watch } = comparison;
  const { settings, host, releases, python, analysers } = ground;
  const { exec, env, progress } = dependencies;
  const settled = await settleTarget(comparison, releases, (current) =>
    drawUpgradeMap(current, { analysers, releases, python: python.version, progress }),
  );
  const { plan, upgradeMap } = settled;
  const mapped = upgradeMap === undefined ? {} : { upgradeMap };
  if (settled.stays !== undefined) {
    const pins = plan.target.reading.pins;
    const short = notApplicable(settled.stays, pins, { tool: dependencies.version, watch });
    return { ...short, ...mapped, notes: [...short.notes, ...chosen.notes] };
  }
  const sides = resolveSides(plan, releases, inputs.deployments);
  const { current, target } = sides;
  if (current.version === target.version) {
    const reason = `vLLM stays at ${target.version}: there is no step to check.${unlessHeldBack(plan)}`;
    const short = notApplicable(reason, target.pins, { tool: dependencies.version, watch });
    return { ...short, ...mapped, notes: [...short.notes, ...chosen.notes] };
  }
  progress.info(`vLLM ${current.version} (${plan.current.from}) → ${target.version} (${plan.target.from})`);

  const { notes, ...analyses } = startAnalyses({ ...comparison, plan }, sides, { releases, analysers });

  return withTemporaryFolder(
    dependencies.tempDir,
    async (folder) => {
      const lanes = requirementLanes(plan, { current: current.version, target: target.version }, inputs.root);
      const wayBack = planRollback({ ...comparison, plan }, sides, lanes);
      const reader = readerEnvironment(env);
      const session = await openSession({
        ...dependencies,
        inputs,
        sides,
        lanes,
        python,
        host,
        settings,
        folder,
        ...analyses,
        rehearsePatch: async () => {
          const { rollback, texts } = await wayBack;
          return rehearsePatch(rollback, texts, current.version, {
            parent: folder,
            exec,
            env: reader,
            loadPython: () => loadBoundedPythonParser(dependencies.actionRoot),
          });
        },
        ownPlugins: () => readOwnPlugins(head),
        install: inputs.checks.some((id) => ENVIRONMENT_CHECKS.includes(id)),
      });
      const options = {
        selected: inputs.checks,
        failOn: inputs.failOn,
        parallel: hasRoomForTwo(host),
        progress,
        suppressions: {
          configured: inputs.suppressions ?? [],
          today: dependencies.now().toISOString().slice(0, 10),
        },
      };
      const checks = await watch.stage("checks", () => runChecks(CHECKS, session.context, options));
      const [state, asked, { rollback }] = await Promise.all([session.lanesState(), session.asked(), wayBack]);
      const frozen = await frozenFileOf(state?.current.resolution, {
        version: current.version,
        python: python.version,
        host,
      });
      const report = assembleReport({
        comparison: { ...comparison, plan },
        sides,
        releases,
        checks,
        lanes,
        state,
        asked,
        host,
        python,
        rollback,
        ...(frozen === undefined ? {} : { frozen }),
      });
      const releaseNotes = await notes;
      return {
        ...report,
        ...mapped,
        ...(releaseNotes && { releaseNotes }),
        notes: [...report.notes, ...chosen.notes, ...settled.notes],
      };
    },
    (remove) => progress.stage("Removing the environments", remove),
  );
}

/** What an open pin installs is the resolver's choice, and may be older than the newest release that the pin admits. */
function unlessHeldBack({ current: { pin, wanted } }: Comparison["plan"]): string {
  if (pin === undefined || wanted.kind === "exact") return "";
  return ` ${pin.file}:${pin.line} admits it; where other requirements hold vLLM back, name the release in use with current-version.`;
}

/** On a GPU the two models would share its memory. */
function hasRoomForTwo(host: Host): boolean {
  return host.memoryBytes >= MEMORY_FOR_TWO_BYTES && host.gpus.length === 0;
}
