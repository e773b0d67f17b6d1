import { withoutCredentials } from "../url-text.ts";
import type { Exec, ExecResult } from "./exec.ts";

export type Environment = Readonly<Record<string, string>>;

const TIMEOUT_MS = 60_000;

/** Git could not answer. `message` says what to do. */
export class GitError extends Error {
  override readonly name = "GitError";
}

/**
 * Runs git on a checkout that may be hostile: no hook, no file system monitor, no prompt, no optional lock, and none of
 * the caller's `GIT_*` variables, which could point git elsewhere. `safe.directory`: in a container job the checkout
 * belongs to another user than ours, and what that protection guards against is switched off here.
 */
export function runGit(
  root: string,
  args: readonly string[],
  exec: Exec,
  env: Environment,
  options: { readonly input?: string; readonly timeoutMs?: number } = {},
): Promise<ExecResult> {
  const kept = Object.entries(env).filter(([name]) => !name.toUpperCase().startsWith("GIT_"));
  const settings = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "protocol.ext.allow=never",
    "safe.directory=*",
    "gc.auto=0",
    "maintenance.auto=false",
  ];
  return exec("git", [...settings.flatMap((setting) => ["-c", setting]), ...args], {
    cwd: root,
    env: { ...Object.fromEntries(kept), GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    ...(options.input === undefined ? {} : { input: options.input }),
  });
}

/** Whether the process seam left out part of the answer. */
export function isCut(stdout: string): boolean {
  return /^\[\d+ characters left out\]\n/.test(stdout);
}

/** What git said last, fit for a message. */
export function lastLine(text: string): string {
  const line = text.trim().split("\n").at(-1) ?? "";
  return withoutCredentials(line).slice(0, 300) || "git gave no reason";
}
