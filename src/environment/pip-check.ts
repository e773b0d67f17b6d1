import type { Exec } from "../platform/exec.ts";
import { normalizeName } from "../python/requirement.ts";
import type { Environment } from "./environment.ts";
import { machineFailure } from "./failure.ts";

export interface PipCheckReading {
  /** Broken requirements, as pip words them, sorted. */
  readonly broken: readonly string[];
  /** Lines that our own doing caused (a package left out of a CPU environment), kept for the report. */
  readonly explained: readonly string[];
}

export interface PipContext {
  readonly exec: Exec;
  /** Path of pip's wheel: runnable as `python pip.whl/pip`, so that the environment holds only what the repository asks for. */
  readonly pipWheel: string;
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
}

const TIMEOUT_MS = 5 * 60_000;

/** `pip check`, by pip itself. @throws {CannotTell} when the machine is to blame */
export async function pipCheck(
  environment: Environment,
  context: PipContext,
): Promise<PipCheckReading | { readonly error: string }> {
  const result = await context.exec(
    environment.python,
    [`${context.pipWheel}/pip`, "check", "--disable-pip-version-check"],
    {
      cwd: context.folder,
      env: { ...context.env, PIP_NO_INPUT: "1", PIP_CONFIG_FILE: "/dev/null" },
      timeoutMs: TIMEOUT_MS,
    },
  );
  const output = `${result.stdout}\n${result.stderr}`;
  const blamed = machineFailure("pip check", result, result.stderr);
  if (blamed !== undefined) throw blamed;
  const reading = readPipCheck(result.stdout, environment);
  // pip exits 1 with broken requirements; without one to show it failed itself.
  if (result.exitCode !== 0 && reading.broken.length + reading.explained.length === 0) return { error: output.trim() };
  return reading;
}

/** pip's two sentences (`pip/_internal/commands/check.py`), sorted into what is broken and what we left out ourselves. */
export function readPipCheck(
  stdout: string,
  environment: Pick<Environment, "omitted" | "distribution">,
): PipCheckReading {
  const omitted = new Set(environment.omitted.map(({ name }) => name));
  const broken: string[] = [];
  const explained: string[] = [];
  for (const line of stdout.split("\n").map((text) => text.trim())) {
    const missing = /^\S+ \S+ requires (\S+), which is not installed\.$/.exec(line)?.[1];
    const unsupported = /^(\S+) \S+ is not supported on this platform$/.exec(line)?.[1];
    if (missing !== undefined)
      (omitted.has(normalizeName(missing.replace(/\[.*$/, ""))) ? explained : broken).push(line);
    // A community's CPU wheel carries another platform tag inside than in its name; the release's wheel is judged elsewhere.
    else if (unsupported !== undefined) {
      const standIn = normalizeName(unsupported) === environment.distribution && environment.distribution !== "vllm";
      (standIn ? explained : broken).push(line);
    } else if (/^\S+ \S+ has requirement .+, but you have .+\.$/.test(line)) broken.push(line);
  }
  return { broken: broken.sort(), explained: explained.sort() };
}
