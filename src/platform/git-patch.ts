import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Exec } from "./exec.ts";
import { type Environment, lastLine, runGit } from "./git-command.ts";

/** What became of the files; a file that the patch removes has no text. Or what git said. */
export type Patched = { readonly texts: ReadonlyMap<string, string | undefined> } | { readonly error: string };

/**
 * Applies a patch with git, as a person would, to files in an empty folder of their own.
 *
 * @param files path relative to the repository's root → text
 * @param parent a folder of ours
 */
export async function applyPatch(
  patch: string,
  files: ReadonlyMap<string, string>,
  { parent, exec, env }: { readonly parent: string; readonly exec: Exec; readonly env: Environment },
): Promise<Patched> {
  const folder = await mkdtemp(join(parent, "patch-"));
  try {
    for (const [file, text] of files) {
      const place = join(folder, file);
      if (relative(folder, place).startsWith("..")) return { error: `${file} lies outside the repository` };
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, text);
    }
    // A repository of its own: within another one, git would leave out what that one does not hold.
    const commands = [
      ["init", "--quiet"],
      ["-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"],
    ];
    for (const command of commands) {
      const { exitCode, stderr } = await runGit(folder, command, exec, env, { input: patch });
      if (exitCode !== 0) return { error: lastLine(stderr) };
    }
    const read = async (file: string) => [file, await textOf(join(folder, file))] as const;
    return { texts: new Map(await Promise.all([...files.keys()].map(read))) };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function textOf(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
