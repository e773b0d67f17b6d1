import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { AdvisoryReading } from "../advisories/osv-client.ts";
import type { CodeAnalysis } from "../analysis/code-analysis.ts";
import type { LivingReleases } from "../analysis/configuration-analyser.ts";
import type { ConfigurationAnalysis } from "../analysis/configuration-analysis.ts";
import { CannotTell } from "../checks/cannot-tell.ts";
import type { CheckContext, Side } from "../checks/check.ts";
import { NO_COMMENTS } from "../checks/suppression/source-comments.ts";
import type { AskedRanges } from "../dependencies/asked-ranges.ts";
import type { Inputs } from "../inputs.ts";
import { childEnvironment, installerEnvironment } from "../platform/child-environment.ts";
import type { Exec } from "../platform/exec.ts";
import type { Host } from "../platform/host.ts";
import type { Fetch } from "../platform/http.ts";
import type { Progress } from "../platform/progress.ts";
import { provideTool, type ToolName, type ToolPins } from "../platform/tools.ts";
import type { FileTree } from "../platform/tree.ts";
import { normalize } from "../python/version.ts";
import type { IndexSettings } from "../release/index-settings.ts";
import type { Role } from "../report/report.ts";
import { dependencyQuestions } from "./dependency-questions.ts";
import type { Environment } from "./environment.ts";
import { environmentFor, type LanesState, prepareLanes } from "./lanes.ts";
import { livingReleases } from "./living-releases.ts";
import { modelRequest } from "./model.ts";
import { once } from "./once.ts";
import type { OwnPlugins } from "./own-plugins.ts";
import { pipCheck } from "./pip-check.ts";
import { readPlugins } from "./plugins.ts";
import { type ProbeContext, type ProbeRequest, type ProbeResult, runProbe } from "./probe.ts";
import type { PythonVersion } from "./python-version.ts";
import type { Lane } from "./resolutions.ts";
import { findPython, sync, type UvContext } from "./uv.ts";

export interface SessionContext {
  readonly inputs: Inputs;
  readonly sides: Readonly<Record<Role, Side>>;
  readonly lanes: Readonly<Record<Role, Lane>>;
  readonly python: PythonVersion;
  readonly host: Host;
  readonly settings: IndexSettings;
  readonly exec: Exec;
  readonly fetch: Fetch;
  readonly progress: Progress;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Root of the action: `assets/` and `src/environment/probes/` lie in it. */
  readonly actionRoot: string;
  /** An empty folder of ours on a disk with room. */
  readonly folder: string;
  readonly toolCacheDir: string;
  /** Other tools than the pinned ones. */
  readonly toolPins?: ToolPins;
  /** What is known of vulnerabilities in vLLM. It never rejects. */
  readonly advisories: () => Promise<AdvisoryReading>;
  /** What is known of a side without an environment. */
  readonly known: Pick<CheckContext, "deployment" | "runtime" | "servesTorch">;
  /** What the target breaks in the code. @throws {CannotTell} */
  readonly code: () => Promise<CodeAnalysis>;
  /** What the target breaks in the code of other packages. @throws {CannotTell} */
  readonly packageCode: (packages: FileTree) => Promise<CodeAnalysis>;
  /** What of the configuration does not fit the target, the installed releases asked where there are some. @throws {CannotTell} */
  readonly configuration: (living: LivingReleases | undefined) => Promise<ConfigurationAnalysis>;
  /** Applies the patch that puts the pins back, to a copy. */
  readonly rehearsePatch: CheckContext["rehearsePatch"];
  /** Plugins of vLLM that the repository's own packages register. */
  readonly ownPlugins: () => Promise<OwnPlugins>;
  /** Whether any chosen check needs an environment. */
  readonly install: boolean;
}

export interface Session {
  readonly context: Omit<CheckContext, "earlier">;
  /** What the lanes came to, if they were prepared. */
  lanesState(): Promise<LanesState | undefined>;
  /** What each release asks for, if the lanes were prepared. */
  asked(): Promise<Readonly<Partial<Record<Role, AskedRanges | undefined>>>>;
}

/** What the checks may use, made on demand and remembered: nothing is fetched or installed before a check asks. */
export async function openSession(context: SessionContext): Promise<Session> {
  const { inputs, host, exec, progress, folder } = context;
  const toolContext = {
    fetch: context.fetch,
    settings: context.settings,
    cacheDir: context.toolCacheDir,
    platform: host.toolPlatform,
  };
  const provide = (name: ToolName) => provideTool(name, toolContext, context.toolPins?.[name]);
  const tool = once((name: ToolName) => progress.stage(`Providing ${name}`, () => provide(name)));
  const uv = async (): Promise<UvContext> => ({
    exec,
    uv: await tool("uv"),
    env: installerEnvironment(context.env),
    folder,
  });
  const children = join(folder, "home");
  await mkdir(children, { recursive: true });
  const childEnv = childEnvironment(context.env, children);
  const gpuHost = host.gpus.length > 0;
  const model = await modelRequest(inputs.model, inputs.root, join(context.actionRoot, "assets"), gpuHost);

  let prepared: Promise<LanesState> | undefined;
  const prepare = async () => {
    const uvContext = await uv();
    const python = (await findPython(uvContext, context.python.version)) ?? context.python.version;
    return prepareLanes({
      ...context,
      uv: uvContext,
      python,
      pythonVersion: context.python.version,
      builds: inputs.builds,
      cpuSources: inputs.cpuSources,
    });
  };
  const lanes = () => {
    prepared ??= prepare();
    return prepared;
  };
  const probes: ProbeContext = {
    exec,
    probes: join(context.actionRoot, "src", "environment", "probes"),
    folder: children,
    env: childEnv,
    timeoutMs: inputs.timeoutMinutes * 60_000,
  };
  const probe = (environment: Environment, request: Omit<ProbeRequest, "what">, what: string): Promise<ProbeResult> =>
    runProbe(environment, { ...request, what: `${what} with vLLM ${environment.version}` }, probes);

  const installed = async (role: Role, purpose: "import" | "inference"): Promise<Environment> => {
    const found = environmentFor((await lanes())[role], purpose, gpuHost);
    if (found instanceof CannotTell) throw found;
    if ("failed" in found)
      throw new CannotTell("nothing-to-compare", "It is not installed.", "See the dependencies check.");
    return found;
  };
  const living = { probes, progress, memoryBytes: host.memoryBytes };
  let judged: Promise<ConfigurationAnalysis> | undefined;
  const configuration = () => {
    judged ??= context.configuration(
      context.install ? livingReleases((role) => installed(role, "import"), living) : undefined,
    );
    return judged;
  };

  const dependencies = dependencyQuestions(context, lanes);

  const checkContext: Session["context"] = {
    ...dependencies,
    sides: context.sides,
    python: context.python,
    platform: host.tags,
    gpus: host.gpus,
    ...context.known,
    golden: model.golden,
    advisories: context.advisories,
    code: context.code,
    configuration,
    lanes,
    environment: installed,
    pipCheck: once(async (environment: Environment) =>
      pipCheck(environment, { exec, pipWheel: await tool("pip"), env: childEnv, folder: children }),
    ),
    importVllm: once((environment: Environment) =>
      probe(environment, { probe: "import_vllm", arguments: [], env: { HF_HUB_OFFLINE: "1" } }, "Importing"),
    ),
    plugins: once(async (environment: Environment) => {
      const request = join(children, `plugins-${environment.role}.json`);
      const { folders, entryPoints } = await context.ownPlugins();
      const paths = folders.map((folder) => resolve(inputs.root, folder));
      await writeFile(request, JSON.stringify({ paths, entryPoints }));
      // What is imported of the repository must not leave compiled files in it.
      const env = { HF_HUB_OFFLINE: "1", PYTHONDONTWRITEBYTECODE: "1" };
      return readPlugins(
        await probe(environment, { probe: "load_plugins", arguments: [request], env }, "Loading plugins"),
      );
    }),
    installedVersion: (environment) =>
      probe(environment, { probe: "installed_version", arguments: [environment.distribution] }, "Reading the version"),
    vllmVersion: async (environment) => {
      // Recent releases look for a device first, and read the metadata of a distribution called vllm.
      if (environment.distribution !== "vllm" || (environment.build === "release" && !gpuHost)) return undefined;
      const result = await exec(join(dirname(environment.python), "vllm"), ["--version"], {
        cwd: children,
        env: childEnv,
        timeoutMs: inputs.timeoutMinutes * 60_000,
      }).catch(() => undefined);
      // Log lines may stand before and after it.
      const lines = result?.exitCode === 0 ? result.stdout.split("\n").map((line) => line.trim()) : [];
      return lines.findLast((line) => normalize(line) !== undefined);
    },
    generate: once(async (environment: Environment) => {
      const request = join(children, `generate-${environment.role}.json`);
      await writeFile(request, JSON.stringify(model.request));
      return probe(environment, { probe: "generate", arguments: [model.model, request], env: model.env }, "Generating");
    }),
    rehearsePatch: context.rehearsePatch,
    putBack: async (target, current) => {
      // What was installed has run since, and could have rewritten the cached tool that is given index credentials now.
      await provide("uv");
      return sync(await uv(), target.python, current.frozen, current.settings);
    },
    // Asked for after the check: what kept it from answering has been said.
    commentSuppressions: async (check) => {
      const analysis = check === "code" ? context.code : check === "configuration" ? configuration : undefined;
      return analysis === undefined
        ? NO_COMMENTS
        : analysis().then(
            ({ comments }) => comments,
            () => NO_COMMENTS,
          );
    },
  };
  return {
    context: checkContext,
    lanesState: async () => prepared?.catch(() => undefined),
    asked: async () => {
      if (prepared === undefined) return {};
      const [current, target] = await Promise.all([dependencies.asked("current"), dependencies.asked("target")]);
      return { current, target };
    },
  };
}
