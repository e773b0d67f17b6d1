import { randomUUID } from "node:crypto";
import { mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Exec } from "../platform/exec.ts";
import type { Environment } from "./environment.ts";
import { lastLines, machineFailure } from "./failure.ts";

/** What a probe's JSON file says (`probes/probe_result.py`). */
export type ProbeResult =
  | ({ readonly ok: true; readonly seconds: number; readonly maxRssMiB: number } & Readonly<Record<string, unknown>>)
  | { readonly ok: false; readonly error: string; readonly details: string };

export interface ProbeContext {
  readonly exec: Exec;
  /** Folder of `probes/*.py`. */
  readonly probes: string;
  /** A folder of ours where probes may write; also their home and working folder. */
  readonly folder: string;
  /** `childEnvironment`: no token, no command file. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

export interface ProbeRequest {
  /** File name in the probes folder, without `.py`. */
  readonly probe: "import_vllm" | "installed_version" | "generate" | "ask_release" | "load_plugins";
  readonly arguments: readonly string[];
  /** The sentence's subject when the machine fails: `Importing vLLM 0.32.0`. */
  readonly what: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Bytes of the largest answer that is read; `LONGEST_ANSWER` unless it is told. */
  readonly longestAnswer?: number;
}

/**
 * vLLM's settings for a probe: no usage reports, errors as in-process tracebacks (vLLM "Troubleshooting"), memory for small
 * runners.
 */
const VLLM_ENVIRONMENT = {
  VLLM_NO_USAGE_STATS: "1",
  DO_NOT_TRACK: "1",
  VLLM_ENABLE_V1_MULTIPROCESSING: "0",
  VLLM_CPU_KVCACHE_SPACE: "1",
  VLLM_LOGGING_LEVEL: "WARNING",
};

/** Bytes: an answer is some tokens or a traceback. */
const LONGEST_ANSWER = 1_000_000;

/** Lines of a traceback, or of what a process printed before it died. */
const LONGEST_DETAILS = 60;

/**
 * Runs one of our Python files in an environment.
 *
 * @throws {CannotTell} when the machine is to blame (memory, disk, processor, time)
 */
export async function runProbe(
  environment: Pick<Environment, "python">,
  request: ProbeRequest,
  context: ProbeContext,
): Promise<ProbeResult> {
  const folder = join(context.folder, `probe-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  const answer = join(folder, "result.json");
  const script = join(context.probes, `${request.probe}.py`);
  const result = await context.exec(environment.python, [script, answer, ...request.arguments], {
    cwd: folder,
    env: { ...context.env, ...VLLM_ENVIRONMENT, HOME: folder, ...request.env },
    timeoutMs: context.timeoutMs,
  });
  const told = result.timedOut ? undefined : await readAnswer(answer, request.longestAnswer ?? LONGEST_ANSWER);
  if (told?.["ok"] === true) return told as ProbeResult;
  const error = typeof told?.["error"] === "string" ? told["error"] : `the process ended with ${ending(result)}`;
  const traceback = typeof told?.["traceback"] === "string" ? told["traceback"] : "";
  const details = [traceback || result.stderr, traceback ? "" : result.stdout].join("\n").trim();
  const blamed = machineFailure(request.what, result, `${error}\n${details}`);
  if (blamed !== undefined) throw blamed;
  return { ok: false, error, details: lastLines(details, LONGEST_DETAILS) };
}

async function readAnswer(path: string, longest: number): Promise<Record<string, unknown> | undefined> {
  try {
    // What ran could have put anything there; reading a pipe would never end.
    const stats = await stat(path);
    if (!stats.isFile() || stats.size > longest) return undefined;
    const value: unknown = JSON.parse(await readFile(path, "utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // No answer, or what the probe imported scribbled over it: the exit status tells.
    return undefined;
  }
}

function ending(result: { readonly exitCode: number | null; readonly signal: string | null }): string {
  return result.signal === null ? `exit status ${result.exitCode}` : result.signal;
}
