import type { SurfaceContext } from "./analysis/release-surface.ts";
import { CannotTell } from "./checks/cannot-tell.ts";
import { compareReleases } from "./compare-releases.ts";
import type { Event } from "./event.ts";
import { UsageError } from "./inputs/usage-error.ts";
import type { Inputs } from "./inputs.ts";
import { withoutIgnored } from "./pins/ignored.ts";
import { ManifestMemory } from "./pins/manifest-memory.ts";
import { type PinReading, readManifests } from "./pins/read.ts";
import { makePlan, type Plan } from "./plan.ts";
import { baseTree } from "./platform/base-tree.ts";
import { readerEnvironment } from "./platform/child-environment.ts";
import type { Exec } from "./platform/exec.ts";
import { isFolder } from "./platform/files.ts";
import { GitError } from "./platform/git-command.ts";
import type { Fetch } from "./platform/http.ts";
import type { Progress } from "./platform/progress.ts";
import { rememberingTree } from "./platform/remembering-tree.ts";
import { sharedTree } from "./platform/shared-tree.ts";
import { loadBoundedPythonParser } from "./platform/syntax-parsers.ts";
import type { ToolPins } from "./platform/tools.ts";
import type { FileTree } from "./platform/tree.ts";
import { workTree } from "./platform/work-tree.ts";
import type { NotesReader } from "./release/notes/read-notes.ts";
import type { Report } from "./report/report.ts";
import { couldNotTell, notApplicable } from "./report/short-reports.ts";
import { stopwatch } from "./stopwatch.ts";

/** What the run needs of the outside; the process runner and `fetch` are the seams that tests replace. */
export interface RunDependencies {
  readonly exec: Exec;
  readonly fetch: Fetch;
  /** vLLM's release notes, by whoever holds a token to read them with. */
  readonly notes: NotesReader;
  readonly progress: Progress;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Root of the action: `assets/` and the probes lie in it. */
  readonly actionRoot: string;
  /** Environments are made in a folder here. */
  readonly tempDir: string;
  readonly toolCacheDir: string;
  /** Reads what releases accept beside everything else; without it, it takes its turn. */
  readonly readSurface?: SurfaceContext["readSurface"];
  /** Other tools than the pinned ones: a test's uv is not uv's binary. */
  readonly toolPins?: ToolPins;
  /** This product's version. */
  readonly version: string;
  readonly now: () => Date;
}

/**
 * The check: what is pinned before and after, what the index says of both releases, what happens when each is installed and
 * used, and what follows.
 *
 * @throws {UsageError} when the settings leave nothing to do; every other failure is in the report
 */
export async function run(inputs: Inputs, event: Event, dependencies: RunDependencies): Promise<Report> {
  if (!(await isFolder(inputs.root)))
    throw new UsageError([`There is no folder ${inputs.root}. Correct root (--root).`]);
  const watch = stopwatch();
  const closing = { tool: dependencies.version, watch };
  try {
    const { plan, head, base } = await watch.stage("plan", () => readPlan(inputs, event, dependencies));
    if (plan.kind === "not-applicable") return notApplicable(plan.reason, plan.reading.pins, closing);
    return await compareReleases({ inputs, plan, head, ...(base === undefined ? {} : { base }), dependencies, watch });
  } catch (error) {
    if (error instanceof CannotTell) return couldNotTell(error, closing);
    throw error;
  }
}

async function readPlan(
  inputs: Inputs,
  event: Event,
  { exec, env, actionRoot }: RunDependencies,
): Promise<{ readonly plan: Plan; readonly head: FileTree; readonly base?: FileTree | undefined }> {
  const reader = readerEnvironment(env);
  const head = workTree(inputs.root, exec, reader);
  const given = inputs.currentVersion !== undefined && inputs.target !== undefined;
  const memory = new ManifestMemory();
  const read = (tree: FileTree) => readManifests(tree, () => loadBoundedPythonParser(actionRoot), memory);
  // What both sides have is read and parsed once.
  const shared = rememberingTree(head);
  const [now, before] = await Promise.all([
    read(shared),
    given ? undefined : readBase(inputs, event, { exec, env: reader, head: shared, read }),
  ]);
  if (event.name === "push" && event.base === undefined && !given) {
    const reason = "This push begins a branch: there is nothing before it to compare with.";
    return { head, plan: { kind: "not-applicable", reason, reading: now } };
  }
  const ignored = inputs.ignorePins;
  const base = before?.reading === "unreadable" ? before.reading : before && withoutIgnored(before.reading, ignored);
  const plan = makePlan({ inputs, head: withoutIgnored(now, ignored), ...(base === undefined ? {} : { base }) });
  return { head, plan, base: before?.tree };
}

interface Base {
  readonly tree?: FileTree;
  readonly reading: PinReading | "unreadable";
}

interface BaseReading {
  readonly exec: Exec;
  readonly env: Readonly<Record<string, string>>;
  readonly head: FileTree;
  readonly read: (tree: FileTree) => Promise<PinReading>;
}

/** With the current version given, a base that cannot be read is not missed. */
async function readBase(inputs: Inputs, event: Event, reading: BaseReading): Promise<Base | undefined> {
  try {
    return await readBaseTree(inputs.root, event, reading);
  } catch (error) {
    if (inputs.currentVersion !== undefined && error instanceof CannotTell) return { reading: "unreadable" };
    throw error;
  }
}

async function readBaseTree(root: string, event: Event, { exec, env, head, read }: BaseReading) {
  const tree = await baseTree(root, event, exec, env);
  try {
    return tree && { tree, reading: await read(await sharedTree(tree, head, { root, exec, env })) };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const remedy = "Check out without `filter`, or name the release with `current-version`.";
    throw new CannotTell("base-missing", `The files before this change cannot be read: ${error.message}.`, remedy, {
      cause: error,
    });
  }
}
