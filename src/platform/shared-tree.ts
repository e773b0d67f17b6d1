import { changedEntries } from "./changed-files.ts";
import type { Exec } from "./exec.ts";
import type { FileTree } from "./tree.ts";

/**
 * A commit's files, those taken from the working tree that git says are the same there: a change differs from its base in a few files of
 * thousands, and only these are read from git. Where git cannot tell, the commit's own.
 *
 * @param commit with the id of the commit
 * @param head the working tree of the same folder
 */
export async function sharedTree(
  commit: FileTree,
  head: FileTree,
  { root, exec, env }: { readonly root: string; readonly exec: Exec; readonly env: Readonly<Record<string, string>> },
): Promise<FileTree> {
  const entries = commit.commit === undefined ? undefined : await changedEntries(root, commit.commit, exec, env);
  if (entries === undefined) return commit;
  const changed = new Set(entries.map(({ file }) => file));
  const same = new Set((await commit.list()).filter((path) => !changed.has(path)));
  return {
    ...commit,
    // A sparse checkout counts what it leaves out as unchanged.
    read: async (path) => (same.has(path) ? await head.read(path) : undefined) ?? commit.read(path),
    saying: async (word) => {
      const there = await head.saying?.(word);
      return there && new Set([...there, ...changed]);
    },
  };
}
