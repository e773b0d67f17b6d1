import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DIAGNOSTIC_CODES, type Diagnostic } from "../breakage/diagnostic.ts";
import { CannotTell } from "../checks/cannot-tell.ts";
import type { Exec, ExecResult } from "../platform/exec.ts";

/** What one run of the type checker needs. */
export interface TyContext {
  readonly exec: Exec;
  /** Path of the ty binary. */
  readonly ty: string;
  /** `readerEnvironment`: ty reads files, nothing of the repository runs. */
  readonly env: Readonly<Record<string, string>>;
  /** An empty folder of ours, for the configuration and an environment without packages. */
  readonly folder: string;
  readonly pythonVersion: string;
}

export interface TyRun {
  /** Absolute path of the folder to check. */
  readonly workspace: string;
  /** Folders where first-party modules begin, relative to the workspace. */
  readonly roots: readonly string[];
  /** Absolute paths of folders with other modules, first wins: the release's source, its typed dependencies. */
  readonly searchPaths: readonly string[];
  /** What to check, relative to the workspace. */
  readonly files: readonly string[];
}

/** The type that a `reveal_type(…)` in the workspace has. */
export interface RevealedType {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly type: string;
}

export interface TyReading {
  readonly diagnostics: readonly Diagnostic[];
  /** Of each `reveal_type(…)` that stands in the workspace. */
  readonly revealed: readonly RevealedType[];
  /** Files asked for that the checker crashes on, or says more of than can be kept, so that nothing is known of them. */
  readonly crashed: readonly string[];
}

const TIMEOUT_MS = 5 * 60_000;
/** The Pythons whose standard library this ty knows. */
const PYTHON_MINORS = { first: 7, last: 15 };

/**
 * Runs ty over a workspace, hermetically: the repository's own configuration and ignore comments must not hide a break, and
 * nothing installed on this machine must answer an import.
 *
 * @throws {CannotTell} `tool-failed`, `timeout`
 */
export async function runTy(context: TyContext, run: TyRun): Promise<TyReading> {
  if (run.files.length === 0) return { diagnostics: [], revealed: [], crashed: [] };
  const python = minor(context.pythonVersion);
  // Each run has its own: two run at once, and neither may read what the other is just writing.
  const own = await mkdtemp(join(context.folder, "ty-"));
  const environment = await emptyEnvironment(own, python);
  const configuration = join(own, "ty.toml");
  await writeFile(configuration, configurationText(run));
  const args = ["check", "--project", run.workspace, "--config-file", configuration, "--output-format", "gitlab"];
  args.push(
    "--no-progress",
    "--color",
    "never",
    "--python",
    environment,
    "--python-version",
    minor(context.pythonVersion),
  );
  args.push("--no-respect-ignore-files", "--exit-zero");
  for (const path of run.searchPaths) args.push("--extra-search-path", path);
  return collect(context, args, run);
}

/** More crashes than that, or one on every file, are the checker's fault, or the machine's. */
const MOST_CRASHES = 8;

/**
 * More diagnostics than the process seam keeps are asked for again in two halves, and so is what it crashes on: one file must not
 * take the others' answer along.
 */
async function collect(
  context: TyContext,
  args: readonly string[],
  run: TyRun,
  crashes = { left: Math.min(MOST_CRASHES, run.files.length - 1) },
): Promise<TyReading> {
  const files = run.files.map((file) => join(run.workspace, file));
  const options = { cwd: run.workspace, env: context.env, timeoutMs: TIMEOUT_MS };
  const result = await context.exec(context.ty, [...args, "--", ...files], options).catch(notStarted);
  const reading = parseReport(result);
  if (reading !== undefined) return reading;
  const crashed = result.signal === "SIGABRT" || result.signal === "SIGSEGV";
  if (run.files.length > 1 && !result.timedOut && (crashed || result.exitCode === 0)) {
    const middle = Math.ceil(run.files.length / 2);
    const readings: TyReading[] = [];
    for (const half of [run.files.slice(0, middle), run.files.slice(middle)])
      readings.push(await collect(context, args, { ...run, files: half }, crashes));
    return {
      diagnostics: readings.flatMap(({ diagnostics }) => diagnostics),
      revealed: readings.flatMap(({ revealed }) => revealed),
      crashed: readings.flatMap(({ crashed }) => crashed),
    };
  }
  // A complete answer begins with its bracket; of a longer one than is kept only the end is there.
  const tooMuch = result.exitCode === 0 && !result.timedOut && result.stdout.endsWith("]") && result.stdout[0] !== "[";
  if ((crashed || tooMuch) && crashes.left > 0) {
    crashes.left -= 1;
    return { diagnostics: [], revealed: [], crashed: run.files };
  }
  throw failure(result);
}

function configurationText({ workspace, roots }: TyRun): string {
  return [
    "[rules]",
    'all = "ignore"',
    ...DIAGNOSTIC_CODES.map((code) => `${code} = "error"`),
    "[analysis]",
    "respect-type-ignore-comments = false",
    // Other packages are not here on purpose: only what vLLM does not have counts.
    'allowed-unresolved-imports = ["**", "!vllm", "!vllm.**"]',
    "[environment]",
    `root = ${JSON.stringify(roots.map((root) => join(workspace, root)))}`,
    'python-platform = "linux"',
    "",
  ].join("\n");
}

/** `pyvenv.cfg` makes a folder an environment (PEP 405); this one holds no package. */
async function emptyEnvironment(folder: string, python: string): Promise<string> {
  const environment = join(folder, "no-packages");
  await Promise.all([
    mkdir(join(environment, "bin"), { recursive: true }),
    mkdir(join(environment, "lib", `python${python}`, "site-packages"), { recursive: true }),
  ]);
  await writeFile(join(environment, "pyvenv.cfg"), `home = ${join(environment, "bin")}\nversion_info = ${python}.0\n`);
  return environment;
}

/** `3.12` of `3.12.7`, held to what ty knows. */
function minor(version: string): string {
  const written = Number(/^3\.(\d+)/.exec(version)?.[1] ?? PYTHON_MINORS.last);
  return `3.${Math.min(Math.max(written, PYTHON_MINORS.first), PYTHON_MINORS.last)}`;
}

/** GitLab's code quality report format: an array of `{check_name, description, location: {path, positions}}`. */
function parseReport(result: ExecResult): TyReading | undefined {
  if (result.timedOut || result.exitCode !== 0 || !result.stdout.startsWith("[")) return undefined;
  let entries: readonly GitlabEntry[];
  try {
    entries = JSON.parse(result.stdout) as readonly GitlabEntry[];
  } catch {
    return undefined;
  }
  const places = entries.map((entry) => ({ entry, place: placeOf(entry) }));
  return {
    crashed: [],
    diagnostics: places.flatMap(({ entry, place }) => {
      const code = DIAGNOSTIC_CODES.find((known) => known === entry.check_name);
      return code === undefined ? [] : [{ code, ...place, text: sentence(entry) }];
    }),
    revealed: places.flatMap(({ entry, place: { path, line, column } }) => {
      const type = entry.check_name === "revealed-type" ? /`(.*)`/s.exec(sentence(entry))?.[1] : undefined;
      return type === undefined ? [] : [{ path, line, column, type }];
    }),
  };
}

interface GitlabEntry {
  readonly check_name: string;
  readonly description: string;
  readonly location: {
    readonly path: string;
    readonly positions: { readonly begin: Position; readonly end: Position };
  };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

function placeOf({ location: { path, positions } }: GitlabEntry) {
  const { begin, end } = positions;
  return { path, line: begin.line, column: begin.column, endLine: end.line, endColumn: end.column };
}

/** The description begins with the code. */
function sentence({ check_name: code, description }: GitlabEntry): string {
  return description.startsWith(`${code}: `) ? description.slice(code.length + 2) : description;
}

/** The binary is there, and cannot be run here: another C library, a folder mounted without execution. */
function notStarted(error: unknown): never {
  throw new CannotTell(
    "tool-failed",
    `The type checker could not be started (${error instanceof Error ? error.message : error}).`,
    "Run the job on a system that ty's wheel supports, or leave the check out with checks.",
    { cause: error },
  );
}

function failure(result: ExecResult): CannotTell {
  if (result.timedOut) {
    const remedy = "Run the job on a larger machine, or leave the check out with checks.";
    return new CannotTell("timeout", `The type checker did not end within ${TIMEOUT_MS / 60_000} minutes.`, remedy);
  }
  const how = result.signal === null ? `exit status ${result.exitCode}` : result.signal;
  return new CannotTell(
    "tool-failed",
    `The type checker failed (${how}).`,
    "Run the job again. If it fails again, please report it with the details below.",
    { details: (result.stderr || result.stdout).slice(-4000) },
  );
}
