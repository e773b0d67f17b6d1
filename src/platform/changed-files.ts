import type { Exec } from "./exec.ts";
import { isCut, runGit } from "./git-command.ts";

/** One file that differs between a commit and the working directory. */
export interface ChangedFile {
  /** POSIX path relative to the root. */
  readonly file: string;
  readonly change: "added" | "modified" | "deleted";
}

const CHANGES: Readonly<Record<string, ChangedFile["change"]>> = {
  A: "added",
  M: "modified",
  T: "modified",
  D: "deleted",
};

/** What differs from a commit, below the root. Empty where git cannot tell: the caller's text then leaves it out. */
export async function changedFiles(
  root: string,
  commit: string,
  exec: Exec,
  env: Readonly<Record<string, string>>,
): Promise<ChangedFile[]> {
  const entries = (await changedEntries(root, commit, exec, env)) ?? [];
  return entries.flatMap(({ status, file }) => {
    const change = CHANGES[status];
    return change === undefined ? [] : [{ file, change }];
  });
}

/** The letter that git has for a change (`git diff --name-status`), and the path. `undefined` where git cannot tell. */
export async function changedEntries(
  root: string,
  commit: string,
  exec: Exec,
  env: Readonly<Record<string, string>>,
): Promise<readonly { readonly status: string; readonly file: string }[] | undefined> {
  const args = ["diff", "--name-status", "--no-renames", "--no-ext-diff", "--relative", "-z", commit, "--", "."];
  const result = await runGit(root, args, exec, env).catch(() => undefined);
  if (result === undefined || result.exitCode !== 0 || isCut(result.stdout)) return undefined;
  const fields = result.stdout.split("\0");
  return fields.flatMap((status, index) => {
    const file = index % 2 === 0 ? fields[index + 1] : undefined;
    return file ? [{ status, file }] : [];
  });
}

/** Whether a file configures how vLLM is started or watched: what a rollback must bring back beside the pins. */
export function isConfiguration(file: string): boolean {
  return /(?:\.(?:ya?ml|json|jsonnet|toml|ini|cfg|conf|env|sh|tpl|service)|(?:^|\/)(?:\.env[^/]*|Makefile|[^/]*Dockerfile[^/]*|Procfile))$/i.test(
    file,
  );
}
