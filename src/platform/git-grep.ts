import type { Exec } from "./exec.ts";
import { type Environment, isCut, runGit } from "./git-command.ts";

/** Git's mode of a symbolic link, as `git ls-files -s` has it before its path. */
const LINK = /^120000 [0-9a-f]+ \d\t(.+)$/s;

/**
 * The tracked files of a checkout whose text says a word, in any case, and all that git's search leaves out: links and files that are
 * not tracked. Git reads a repository many times faster than we can. `undefined` where it gives no answer.
 */
export async function filesSaying(
  word: string,
  root: string,
  exec: Exec,
  env: Environment,
): Promise<ReadonlySet<string> | undefined> {
  const grep = [
    "grep",
    ...["-l", "-z", "-i", "-F", "-a", "--no-color", "--no-full-name", "--no-recurse-submodules", "--no-textconv"],
    ...["-e", word],
  ];
  const [said, staged, others] = await Promise.all([
    runGit(root, grep, exec, env),
    runGit(root, ["ls-files", "-z", "-s"], exec, env),
    runGit(root, ["ls-files", "-z", "-o", "--exclude-standard"], exec, env),
  ]).catch(() => []);
  if (said === undefined || staged === undefined || others === undefined) return undefined;
  // It ends with 1 where no file says the word.
  if (said.exitCode !== 0 && said.exitCode !== 1) return undefined;
  if ([staged, others].some(({ exitCode }) => exitCode !== 0)) return undefined;
  if ([said, staged, others].some(({ stdout }) => isCut(stdout))) return undefined;
  const links = staged.stdout.split("\0").flatMap((entry) => LINK.exec(entry)?.[1] ?? []);
  return new Set([...said.stdout.split("\0"), ...links, ...others.stdout.split("\0")]);
}
