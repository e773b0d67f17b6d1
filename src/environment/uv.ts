import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CannotTell } from "../checks/cannot-tell.ts";
import type { Exec, ExecResult } from "../platform/exec.ts";
import { type IndexSettings, passwordsOf, uvIndexEnvironment } from "../release/index-settings.ts";
import { withoutCredentials } from "../url-text.ts";
import { lastLines, machineFailure } from "./failure.ts";
import { frozenRequirements } from "./frozen.ts";
import type { ResolverInput } from "./resolver-input.ts";
import { type Explanation, explainConflict } from "./uv-explanation.ts";

export interface UvContext {
  readonly exec: Exec;
  /** Path of the uv binary. */
  readonly uv: string;
  /** `installerEnvironment`, without index settings. */
  readonly env: Readonly<Record<string, string>>;
  /** An empty folder of ours: uv must not find the repository's own configuration. */
  readonly folder: string;
}

/** Which Python to resolve and install for: a path or a version uv looks for. */
export type PythonChoice = string;

export interface CompileRequest {
  /** Names the files written, unique in the folder: `target-cpu`. */
  readonly name: string;
  readonly input: ResolverInput;
  readonly settings: IndexSettings;
  readonly python: PythonChoice;
  /** `pylock.toml` text whose versions are kept where nothing forces them to move. */
  readonly preferences?: string | undefined;
  /** uv's `--python-platform`, where the host's own is not the one users deploy to. */
  readonly pythonPlatform?: string;
}

/** A resolution as a lock file, or why there is none. */
export type Compiled =
  | {
      readonly kind: "locked";
      /** Path of the frozen requirements: exact versions with hashes. */
      readonly frozen: string;
      /** The lock's own text, which a later resolution takes its preferences from. */
      readonly text: string;
      readonly seconds: number;
    }
  | { readonly kind: "conflict"; readonly explanation: Explanation };

const COMPILE_TIMEOUT_MS = 10 * 60_000;
const INSTALL_TIMEOUT_MS = 45 * 60_000;

/** Resolves to a lock (PEP 751) and freezes it. @throws {CannotTell} when uv failed for a reason that is not a conflict */
export async function compile(context: UvContext, request: CompileRequest): Promise<Compiled> {
  const file = (suffix: string) => join(context.folder, `${request.name}.${suffix}`);
  const lock = join(context.folder, `pylock.${request.name}.toml`);
  await Promise.all([
    writeFile(file("in"), request.input.requirements),
    writeFile(file("constraints"), request.input.constraints),
    writeFile(file("overrides"), request.input.overrides),
    ...(request.preferences === undefined ? [] : [writeFile(lock, request.preferences)]),
  ]);
  const args = ["pip", "compile", file("in"), "--constraint", file("constraints"), "--override", file("overrides")];
  args.push("--format", "pylock.toml", "--output-file", lock, "--no-config", "--no-header", "--quiet");
  args.push(...pythonArguments(request.python));
  if (request.pythonPlatform !== undefined) args.push("--python-platform", request.pythonPlatform);
  const result = await run(context, args, request.settings, COMPILE_TIMEOUT_MS);
  if (result.exitCode === 0) {
    const text = await readFile(lock, "utf8");
    await writeFile(file("frozen"), frozenRequirements(text, context.folder));
    return { kind: "locked", frozen: file("frozen"), text, seconds: result.durationMs / 1000 };
  }
  const explanation = explainConflict(result.stderr);
  if (explanation !== undefined) return { kind: "conflict", explanation };
  throw uvFailure("Resolving the dependencies", result);
}

/** A path means a real interpreter; a version is what to resolve for, whether or not such an interpreter is here. */
function pythonArguments(python: PythonChoice): string[] {
  return python.includes("/") ? ["--python", python] : ["--python-version", python];
}

/** Path of an interpreter of that version, if uv finds one on this machine. */
export async function findPython(context: UvContext, version: string): Promise<string | undefined> {
  const args = ["python", "find", version, "--no-config", "--no-project", "--system"];
  const result = await context.exec(context.uv, args, { cwd: context.folder, env: context.env, timeoutMs: 60_000 });
  return result.exitCode === 0 ? result.stdout.trim().split("\n").at(-1) : undefined;
}

/** Creates an empty environment; uv fetches the interpreter when the machine has none. @throws {CannotTell} */
export async function createVenv(context: UvContext, path: string, python: PythonChoice): Promise<void> {
  const args = ["venv", path, "--python", python, "--no-config", "--no-project", "--quiet"];
  const result = await context.exec(context.uv, args, {
    cwd: context.folder,
    env: context.env,
    timeoutMs: INSTALL_TIMEOUT_MS,
  });
  if (result.exitCode === 0) return;
  throw new CannotTell(
    "tool-failed",
    `No Python ${python} could be provided: ${lastLines(result.stderr, 3)}`,
    "Install it in an earlier step (actions/setup-python), or set `python-version` to one the runner has.",
  );
}

/** Makes an environment hold exactly the frozen requirements. The result tells success; machine failures throw. */
export async function sync(
  context: UvContext,
  python: string,
  frozen: string,
  settings: IndexSettings,
): Promise<{ readonly ok: boolean; readonly text: string }> {
  const args = ["pip", "sync", frozen, "--python", python, "--no-config", "--quiet"];
  const result = await run(context, args, settings, INSTALL_TIMEOUT_MS);
  const text = result.stderr.trim();
  if (result.exitCode === 0) return { ok: true, text };
  const blamed = networkFailure("Installing", text) ?? machineFailure("Installing", result, text);
  if (blamed !== undefined) throw blamed;
  return { ok: false, text };
}

/** Runs uv with the index settings. What it prints comes back without their passwords, whoever put them into a message. */
async function run(
  context: UvContext,
  args: readonly string[],
  settings: IndexSettings,
  timeoutMs: number,
): Promise<ExecResult> {
  const env = { ...context.env, ...uvIndexEnvironment(settings) };
  const result = await context.exec(context.uv, args, { cwd: context.folder, env, timeoutMs });
  // A requirement may name a variable (`${UV_INDEX_CORP_PASSWORD}`), and a build may print one.
  const stderr = passwordsOf(settings).reduce(
    (text, password) => text.replaceAll(password, "***"),
    withoutCredentials(result.stderr),
  );
  return { ...result, stderr };
}

function uvFailure(what: string, result: ExecResult): CannotTell {
  const text = result.stderr.trim();
  return (
    networkFailure(what, text) ??
    machineFailure(what, result, text) ??
    new CannotTell(
      "tool-failed",
      `${what} failed: ${lastLines(text, 4)}`,
      /does not appear to be a Python project|Distribution not found at/.test(text)
        ? "Check out what is at that path (`submodules: true` on actions/checkout), or correct the path."
        : "Read the details; the resolver's message names the place.",
      {
        details: lastLines(text),
      },
    )
  );
}

/** A requirement may be an address of its own (`x @ https://…`): blaming the index would send the reader to the wrong place. */
function whoFailed(text: string): string {
  const address = /(?:Failed to download `\S+ @ |unable to access ')(https?:\/\/[^\s`']+)/.exec(text)?.[1];
  const status = /HTTP status \w+ error \((\d{3}[^)]*)\)/.exec(text)?.[1];
  if (address === undefined) return "a package index did not answer";
  return `${address}, which a requirement names, ${status === undefined ? "did not answer" : `answered ${status}`}`;
}

function networkFailure(what: string, text: string): CannotTell | undefined {
  if (
    !/error sending request|Failed to fetch|Request failed after|HTTP status (?:client|server) error|dns error|timed out|Could not resolve host/i.test(
      text,
    )
  ) {
    return undefined;
  }
  return new CannotTell(
    "index-unavailable",
    `${what} failed because ${whoFailed(text)}.`,
    "Run the job again when it answers; another index is set with PIP_INDEX_URL or UV_DEFAULT_INDEX.",
    { details: lastLines(text, 10) },
  );
}
