import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Exec } from "./exec.ts";
import { type Environment, isCut, runGit } from "./git-command.ts";
import { filesSaying } from "./git-grep.ts";
import { MAX_FILE_BYTES } from "./git-tree.ts";
import type { FileTree } from "./tree.ts";

/** Where git does not say what is ignored: folders that hold other people's packages. */
const SKIPPED = new Set(["node_modules", "venv", "site-packages", "__pycache__"]);

/**
 * The files of a folder: what git tracks or would track when it is (in) a checkout, otherwise a walk that skips folders
 * starting with a dot and installed packages. Links that leave the folder or lead into `.git`, and files above 5 MB read as absent.
 */
export function workTree(root: string, exec: Exec, env: Environment = {}): FileTree {
  let listing: Promise<Listing> | undefined;
  let base: Promise<string> | undefined;
  const listed = () => {
    listing ??= listFiles(root, exec, env);
    return listing;
  };
  const realRoot = () => {
    base ??= realpath(root);
    return base;
  };
  return {
    list: async () => (await listed()).files,
    saying: async (word) => ((await listed()).byGit ? filesSaying(word, root, exec, env) : undefined),
    read: (path) => readInside(root, path, realRoot),
    tooLarge: async (path) => {
      const file = await fileInside(root, path, realRoot).catch(() => undefined);
      return file !== undefined && file.bytes > MAX_FILE_BYTES ? file.bytes : undefined;
    },
  };
}

interface Listing {
  readonly files: readonly string[];
  /** Whether git told them: then it has seen each of them. */
  readonly byGit: boolean;
}

async function listFiles(root: string, exec: Exec, env: Environment): Promise<Listing> {
  const tracked = await listWithGit(root, exec, env);
  // Empty: not a checkout, or a folder that git ignores as a whole. Someone pointed us here, so look.
  if (tracked.length > 0) return { files: tracked, byGit: true };
  return { files: (await walk(root, "")).sort(), byGit: false };
}

async function listWithGit(root: string, exec: Exec, env: Environment): Promise<readonly string[]> {
  const list = (...flags: string[]) => runGit(root, ["ls-files", "-z", ...flags], exec, env);
  try {
    const [all, deleted] = await Promise.all([list("-c", "-o", "--exclude-standard"), list("-d")]);
    if (all.exitCode !== 0 || deleted.exitCode !== 0 || isCut(all.stdout)) return [];
    const gone = new Set(deleted.stdout.split("\0"));
    // A folder (`nested/`) is another checkout inside this one; an unmerged file is listed once a side.
    const files = all.stdout.split("\0").filter((path) => path !== "" && !path.endsWith("/") && !gone.has(path));
    return [...new Set(files)].sort();
  } catch {
    // No git on this machine: the walk answers.
    return [];
  }
}

type RealRoot = () => Promise<string>;

async function walk(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        return entry.name.startsWith(".") || SKIPPED.has(entry.name) ? [] : walk(root, path);
      }
      return entry.isFile() || entry.isSymbolicLink() ? [path] : [];
    }),
  );
  return found.flat();
}

async function readInside(root: string, path: string, realRoot: RealRoot): Promise<string | undefined> {
  try {
    const file = await fileInside(root, path, realRoot);
    if (file === undefined || file.bytes > MAX_FILE_BYTES) return undefined;
    // Decoded at once: asked for text, Node decodes it piece by piece, at several times the cost.
    return (await readFile(file.target)).toString();
  } catch {
    // Absent, a folder, or not ours to read: the snapshot has no such text.
    return undefined;
  }
}

/** A file, its links followed; `undefined` for what is no file, or not one of the folder's own. Rejects for what is not there. */
async function fileInside(root: string, path: string, realRoot: RealRoot) {
  const [base, target] = await Promise.all([realRoot(), realpath(join(root, path))]);
  const top = base.endsWith(sep) ? base : base + sep;
  // A link into git's own folder could show the token that a checkout leaves in its configuration.
  if (!target.startsWith(top) || target.slice(top.length).split(sep).includes(".git")) return undefined;
  // A pipe or a device would be read for ever.
  const stats = await stat(target);
  return stats.isFile() ? { target, bytes: stats.size } : undefined;
}
