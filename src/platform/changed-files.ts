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
  const args = ["diff", "--name-status", "--no-renames", "--no-ext-diff", "--relative", "-z", commit, "--", "."];
  const { exitCode, stdout } = await runGit(root, args, exec, env);
  if (exitCode !== 0 || isCut(stdout)) return [];
  const fields = stdout.split("\0");
  const files: ChangedFile[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const change = CHANGES[fields[index] ?? ""];
    const file = fields[index + 1];
    if (change !== undefined && file) files.push({ file, change });
  }
  return files;
}

/** Whether a file configures how vLLM is started or watched: what a rollback must bring back beside the pins. */
export function isConfiguration(file: string): boolean {
  return /(?:\.(?:ya?ml|json|jsonnet|toml|ini|cfg|conf|env|sh|tpl|service)|(?:^|\/)(?:\.env[^/]*|Makefile|[^/]*Dockerfile[^/]*|Procfile))$/i.test(
    file,
  );
}
