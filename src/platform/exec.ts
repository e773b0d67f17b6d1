import { spawn } from "node:child_process";

export interface ExecOptions {
  readonly cwd?: string;
  /** The child's whole environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds; the process group is killed after it. */
  readonly timeoutMs: number;
  readonly input?: string;
}

export interface ExecResult {
  /** `null` when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  readonly durationMs: number;
}

/** The process seam. Never rejects for a command that ran; rejects with `ENOENT` for one that is not there. */
export type Exec = (command: string, args: readonly string[], options: ExecOptions) => Promise<ExecResult>;

/** What one stream may keep, of its end: a runaway child must not fill our memory. */
const KEEP_CHARACTERS = 4_000_000;
/** How long what a child has started may go on writing after the child itself has ended; milliseconds. */
const LINGER_MS = 2000;

/** Runs a command in its own process group, so that a timeout or an abort ends its children too. */
export const execute: Exec = (command, args, options) =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, [...args], { cwd: options.cwd, env: { ...options.env }, detached: true });
    let timedOut = false;
    const killGroup = () => {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // The group is already gone.
      }
    };
    const timer = setTimeout(() => {
      timedOut = true;
      killGroup();
    }, options.timeoutMs);
    const onExit = () => killGroup();
    process.once("exit", onExit);
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    child.once("error", (error) => {
      clearTimeout(timer);
      process.off("exit", onExit);
      reject(error);
    });
    let lingering: NodeJS.Timeout | undefined;
    child.once("exit", () => {
      // A process left behind holds the pipes open, perhaps in a session of its own where the signal does not reach it.
      lingering = setTimeout(
        () => {
          killGroup();
          child.stdout.destroy();
          child.stderr.destroy();
        },
        timedOut ? 0 : LINGER_MS,
      );
    });
    child.once("close", (exitCode, signal) => {
      clearTimeout(timer);
      clearTimeout(lingering);
      process.off("exit", onExit);
      killGroup();
      resolve({
        exitCode,
        signal,
        stdout: stdout(),
        stderr: stderr(),
        timedOut,
        durationMs: performance.now() - started,
      });
    });
    child.stdin.on("error", () => {
      // A child that does not read its input closes the pipe; its exit code says what matters.
    });
    child.stdin.end(options.input ?? "");
  });

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  let dropped = 0;
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    text += chunk;
    if (text.length > KEEP_CHARACTERS * 2) {
      dropped += text.length - KEEP_CHARACTERS;
      text = text.slice(-KEEP_CHARACTERS);
    }
  });
  return () => (dropped > 0 ? `[${dropped} characters left out]\n${text}` : text);
}
