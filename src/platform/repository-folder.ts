import type { Exec } from "./exec.ts";
import { type Environment, runGit } from "./git-command.ts";

/**
 * Where a folder lies in its repository, `""` at the top: GitHub places files from there, and a checkout need not be at the top of
 * the workspace. `undefined` outside of a repository.
 */
export async function repositoryFolder(root: string, exec: Exec, env: Environment): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await runGit(root, ["rev-parse", "--show-prefix"], exec, env);
    return exitCode === 0 ? stdout.replace(/\/?\n$/, "") : undefined;
  } catch {
    return undefined;
  }
}
