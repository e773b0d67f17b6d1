import { CannotTell } from "../checks/cannot-tell.ts";
import type { InconclusiveCause } from "../checks/outcome.ts";
import type { ExecResult } from "../platform/exec.ts";

interface FailureClass {
  readonly cause: InconclusiveCause;
  readonly matches: (result: Pick<ExecResult, "exitCode" | "signal" | "timedOut">, text: string) => boolean;
  readonly reason: string;
  readonly remedy: string;
}

/** 128 + signal number is how a shell or a Python parent reports a child's signal. */
const endedBy = (signal: NodeJS.Signals, number: number) => (result: Pick<ExecResult, "exitCode" | "signal">) =>
  result.signal === signal || result.exitCode === 128 + number;

const illegalInstruction = endedBy("SIGILL", 4);
const killed = endedBy("SIGKILL", 9);

/** Failures that say something of the machine, not of the release. Order matters: the first match wins. */
const CLASSES: readonly FailureClass[] = [
  {
    cause: "timeout",
    matches: (result) => result.timedOut,
    reason: "it did not finish in time",
    remedy: "Raise `timeout-minutes`, or use a faster runner.",
  },
  {
    cause: "disk-full",
    matches: (_, text) => /No space left on device|os error 28|ENOSPC/i.test(text),
    reason: "the disk is full",
    remedy: "Free space on the runner, use a larger one, or set `builds: cpu`.",
  },
  {
    cause: "cpu-features",
    matches: (result, text) => illegalInstruction(result) || /Illegal instruction|SIGILL/.test(text),
    reason: "the runner's processor lacks instructions this build uses (often AVX-512)",
    remedy:
      "Run the job again (hosted runners differ), use a runner with AVX-512, or choose another CPU source with `cpu-sources`.",
  },
  {
    cause: "driver-too-old",
    matches: (_, text) =>
      /driver (?:version is insufficient|on your system is too old)|CUDA_ERROR_SYSTEM_DRIVER_MISMATCH|Error 803/i.test(
        text,
      ),
    reason: "the runner's GPU driver is too old for this build",
    remedy: "Update the driver on the runner.",
  },
  {
    cause: "no-device",
    matches: (_, text) =>
      /Failed to infer device type|No CUDA GPUs are available|Found no NVIDIA driver|libcuda\.so\.1: cannot open/i.test(
        text,
      ),
    reason: "this build needs a device the runner does not have",
    remedy: "Set `builds: auto` or `builds: cpu`, or use a GPU runner.",
  },
  {
    cause: "out-of-memory",
    matches: (result, text) =>
      killed(result) ||
      /\b(?:OutOf)?MemoryError(?::|\s*$)|CUDA out of memory|Cannot allocate memory|std::bad_alloc/im.test(text),
    reason: "the runner ran out of memory",
    remedy: "Use a runner with more memory, or a smaller `model`.",
  },
  {
    cause: "hub-unavailable",
    matches: (_, text) =>
      /couldn't connect to ['"]?https?:\/\/\S*hugg|429 Client Error|LocalEntryNotFoundError|offline mode is enabled/i.test(
        text,
      ),
    reason: "the model hub did not give the model",
    remedy: "Leave `model` unset to use the built-in one, or name a path in the repository.",
  },
];

/**
 * Why a process failed, where the machine is to blame.
 *
 * @param what the sentence's subject: `The import of vLLM 0.32.0`
 * @returns `undefined` when the failure is the software's own
 */
export function machineFailure(
  what: string,
  result: Pick<ExecResult, "exitCode" | "signal" | "timedOut">,
  text: string,
): CannotTell | undefined {
  const found = CLASSES.find((entry) => entry.matches(result, text));
  return (
    found &&
    new CannotTell(found.cause, `${what} gave no answer: ${found.reason}.`, found.remedy, { details: lastLines(text) })
  );
}

/** The end of a long text: where tracebacks and installers say what went wrong. */
export function lastLines(text: string, count = 25): string {
  return text.trim().split("\n").slice(-count).join("\n");
}
