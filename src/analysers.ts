import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { type Analyser, type AnalyserContext, openAnalyser } from "./analysis/analyser.ts";
import { type ConfigurationAnalyser, openConfigurationAnalyser } from "./analysis/configuration-analyser.ts";
import { type ReleaseRuntime, releaseRuntime } from "./analysis/release-runtime.ts";
import type { SourceContext } from "./analysis/release-source.ts";
import { otherDeployments } from "./breakage/scope/other-deployments.ts";
import { CannotTell } from "./checks/cannot-tell.ts";
import type { Comparison } from "./compare-releases.ts";
import type { BuildLabels } from "./deployment/build-labels.ts";
import { readerEnvironment } from "./platform/child-environment.ts";
import type { Host } from "./platform/host.ts";
import { DEFAULT_RETRY, type RetryPolicy } from "./platform/http.ts";
import { rememberingTree } from "./platform/remembering-tree.ts";
import { loadPythonParser, loadShellParser } from "./platform/syntax-parsers.ts";
import { provideTool } from "./platform/tools.ts";
import type { FileTree } from "./platform/tree.ts";
import { readReleases } from "./release/index-client.ts";
import type { IndexSettings } from "./release/index-settings.ts";
import type { Release } from "./release/release.ts";

/** Not to know is an answer here, and not worth waiting for. */
const ONCE: RetryPolicy = { ...DEFAULT_RETRY, attempts: 1 };

export interface AnalyserParts {
  readonly comparison: Comparison;
  readonly releases: ReadonlyMap<string, Release>;
  /** `3.12`. */
  readonly python: string;
  readonly host: Host;
  readonly settings: IndexSettings;
  /** A folder of ours. */
  readonly folder: string;
}

/** What judges this repository from one release on; where it has been opened for that release already, the same. */
export interface Analysers {
  code(current: Release, newest: Release): Promise<Analyser>;
  /** What judges other packages' code. */
  packages(tree: FileTree, current: Release, target: Release): Promise<Analyser>;
  configuration(current: Release): Promise<ConfigurationAnalyser>;
  /** What a release brings of the machine's side. @throws {CannotTell} */
  runtime(release: Release): Promise<ReleaseRuntime | undefined>;
  /** Whether an index for one build has that torch; `undefined` where it cannot be asked. */
  servesTorch(torch: NonNullable<BuildLabels["torch"]>, version: string): Promise<boolean | undefined>;
}

/** Opens each differential check at most once for each release it starts from: the map and the checks share what they find. */
export function openAnalysers(parts: AnalyserParts): Analysers {
  const code = new Map<string, Promise<Analyser>>();
  const configuration = new Map<string, Promise<ConfigurationAnalyser>>();
  const runtimes = new Map<string, Promise<ReleaseRuntime | undefined>>();
  // The checks look at the same files.
  const head = rememberingTree(parts.comparison.head);
  return {
    code(current, newest) {
      const analyser = code.get(current.version) ?? openCode({ ...parts, head }, current, newest);
      code.set(current.version, analyser);
      return analyser;
    },
    packages: (tree, current, target) =>
      openCode({ ...parts, head: tree }, current, target, { brief: true, excluded: ownTests }),
    configuration(current) {
      const analyser = configuration.get(current.version) ?? openConfiguration({ ...parts, head }, current);
      configuration.set(current.version, analyser);
      return analyser;
    },
    runtime(release) {
      const known =
        runtimes.get(release.version) ?? sourceContext(parts).then((context) => releaseRuntime(release, context));
      runtimes.set(release.version, known);
      return known;
    },
    async servesTorch({ index, label }, version) {
      const settings = { ...parts.settings, defaultIndex: index, extraIndexes: [] };
      const { fetch } = parts.comparison.dependencies;
      const releases = await readReleases("torch", settings, fetch, ONCE).catch((error: unknown) => {
        if (error instanceof CannotTell) return undefined;
        throw error;
      });
      return releases && [...releases.keys()].some((one) => one === version || one === `${version}+${label}`);
    },
  };
}

type Opening = AnalyserParts & { readonly head: FileTree };

async function openCode(
  parts: Opening,
  current: Release,
  newest: Release,
  how: Pick<AnalyserContext, "brief" | "excluded"> = { excluded: elsewhere(parts, current, newest) },
): Promise<Analyser> {
  const { comparison, releases, host } = parts;
  const { dependencies } = comparison;
  const context = await sourceContext(parts);
  return openAnalyser({
    ...context,
    exec: dependencies.exec,
    ty: () => provideTool("ty", { ...context, platform: host.toolPlatform }, dependencies.toolPins?.ty),
    env: readerEnvironment(dependencies.env),
    folder: await mkdtemp(join(parts.folder, "code-")),
    head: parts.head,
    releases,
    current,
    newest,
    ...how,
  });
}

async function openConfiguration(parts: Opening, current: Release): Promise<ConfigurationAnalyser> {
  const { comparison, head, releases } = parts;
  return openConfigurationAnalyser({
    ...(await sourceContext(parts)),
    ...(comparison.dependencies.readSurface === undefined ? {} : { readSurface: comparison.dependencies.readSurface }),
    parseShell: await loadShellParser(comparison.dependencies.actionRoot),
    head,
    releases,
    current,
    excluded: (target) => elsewhere(parts, current, target),
  });
}

async function sourceContext({ comparison, host, settings, python }: AnalyserParts): Promise<SourceContext> {
  const { dependencies } = comparison;
  return {
    fetch: dependencies.fetch,
    settings,
    cacheDir: dependencies.toolCacheDir,
    platform: host.tags,
    pythonVersion: python,
    parse: await loadPythonParser(dependencies.actionRoot),
  };
}

/** What a package tests itself with does not run where it is installed. */
function ownTests(path: string): string | undefined {
  return /(?:^|\/)tests?\//.test(path) ? "it is a test" : undefined;
}

/** Why a path is another deployment's, if it is. */
function elsewhere({ comparison: { plan } }: AnalyserParts, current: Release, target: Release) {
  const moving = plan.target.pin ?? plan.current.pin;
  return otherDeployments(plan.target.reading.pins, moving, [current.version, target.version]);
}
