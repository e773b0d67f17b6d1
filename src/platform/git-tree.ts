import { randomBytes } from "node:crypto";
import { posix } from "node:path";
import type { Exec } from "./exec.ts";
import { type Environment, GitError, isCut, lastLine, runGit } from "./git-command.ts";
import type { FileTree } from "./tree.ts";

/** Bigger files are not manifests and not sources: `read` answers as if they were not there. Bytes. */
export const MAX_FILE_BYTES = 5_000_000;
/** One answer of `git cat-file` must fit in what the process seam keeps. Bytes. */
const BATCH_BYTES = 3_000_000;
const MAX_LINK_HOPS = 5;
const FETCH_TIMEOUT_MS = 180_000;

/** Whether a commit's objects are in this clone, and how they came. */
export type CommitAvailability =
  | { readonly status: "present" | "fetched" }
  | { readonly status: "missing"; readonly reason: string };

interface Entry {
  readonly object: string;
  readonly bytes: number;
  readonly link: boolean;
}

/**
 * The files of one revision, read from git's objects: nothing is checked out. `root` may be a sub-folder of the
 * checkout, or a bare repository. Rejects with `GitError` when the revision cannot be read.
 */
export function gitTree(root: string, revision: string, exec: Exec, env: Environment = {}): FileTree {
  let listing: Promise<ReadonlyMap<string, Entry>> | undefined;
  const entries = () => {
    listing ??= listEntries(root, revision, exec, env);
    return listing;
  };
  const load = batchLoader(root, exec, env);
  return {
    commit: revision,
    list: async () => [...(await entries()).keys()],
    tooLarge: async (path) => {
      const bytes = (await entries()).get(path)?.bytes ?? 0;
      return bytes > MAX_FILE_BYTES ? bytes : undefined;
    },
    read: async (path) => {
      const known = await entries();
      let at = path;
      for (let hop = 0; hop <= MAX_LINK_HOPS; hop += 1) {
        const entry = known.get(at);
        if (entry === undefined || entry.bytes > MAX_FILE_BYTES) return undefined;
        const content = await load(entry);
        if (!entry.link || content === undefined) return content;
        // A link that leaves the root normalises to a path no entry has.
        at = posix.join(posix.dirname(at), content);
      }
      return undefined;
    },
  };
}

/** Makes sure a commit can be read: it is there, or is fetched from `origin` (a shallow clone lacks the base of a PR). */
export async function ensureCommit(
  root: string,
  sha: string,
  exec: Exec,
  env: Environment = {},
): Promise<CommitAvailability> {
  if (!/^[0-9a-f]{7,64}$/i.test(sha)) return { status: "missing", reason: `${JSON.stringify(sha)} is not a commit id` };
  const has = async () => (await runGit(root, ["cat-file", "-e", `${sha}^{commit}`], exec, env)).exitCode === 0;
  try {
    if (await has()) return { status: "present" };
    const fetch = ["fetch", "--depth=1", "--no-tags", "--no-recurse-submodules", "--quiet", "origin", sha];
    const result = await runGit(root, fetch, exec, env, { timeoutMs: FETCH_TIMEOUT_MS });
    if (result.exitCode === 0 && (await has())) return { status: "fetched" };
    return { status: "missing", reason: result.timedOut ? "git fetch timed out" : lastLine(result.stderr) };
  } catch (error) {
    return { status: "missing", reason: `git could not be run: ${error instanceof Error ? error.message : error}` };
  }
}

async function listEntries(
  root: string,
  revision: string,
  exec: Exec,
  env: Environment,
): Promise<ReadonlyMap<string, Entry>> {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_./@^~{}+-]*$/.test(revision)) {
    throw new GitError(`${JSON.stringify(revision)} is not a git revision`);
  }
  const result = await runGit(root, ["ls-tree", "-r", "-l", "-z", revision], exec, env);
  if (result.exitCode !== 0) {
    throw new GitError(`git could not list the files of ${revision}: ${lastLine(result.stderr)}`);
  }
  if (isCut(result.stdout)) throw new GitError(`${revision} has more files than can be listed`);
  const found: [string, Entry][] = [];
  for (const record of result.stdout.split("\0")) {
    const match = /^(\d+) blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(record);
    const [, mode, object, bytes, path] = match ?? [];
    if (object === undefined || path === undefined) continue;
    found.push([path, { object, bytes: Number(bytes), link: mode === "120000" }]);
  }
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Gathers the reads of one turn of the event loop into one `git cat-file --batch`. */
function batchLoader(root: string, exec: Exec, env: Environment): (entry: Entry) => Promise<string | undefined> {
  const cache = new Map<string, Promise<string | undefined>>();
  let waiting: { entry: Entry; resolve: (text: string | undefined) => void; reject: (error: unknown) => void }[] = [];
  const flush = async () => {
    const batch = waiting;
    waiting = [];
    try {
      const texts = await readObjects(
        root,
        batch.map(({ entry }) => entry),
        exec,
        env,
      );
      for (const { entry, resolve } of batch) resolve(texts.get(entry.object));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  return (entry) => {
    const known = cache.get(entry.object);
    if (known !== undefined) return known;
    const text = new Promise<string | undefined>((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ entry, resolve, reject });
    });
    cache.set(entry.object, text);
    return text;
  };
}

async function readObjects(
  root: string,
  entries: readonly Entry[],
  exec: Exec,
  env: Environment,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const batch of bySize(entries)) {
    // The header carries a word no file can guess, so contents need not be measured in bytes to be told apart.
    const mark = randomBytes(16).toString("hex");
    const result = await runGit(root, ["cat-file", `--batch=%(objectname) ${mark}`], exec, env, {
      input: batch.map(({ object }) => `${object}\n`).join(""),
    });
    if (result.exitCode !== 0) throw new GitError(`git could not read files: ${lastLine(result.stderr)}`);
    const parts = result.stdout.split(new RegExp(`(?:^|\\n)([0-9a-f]{40,64}) ${mark}\\n`));
    for (let index = 1; index + 1 < parts.length; index += 2) texts.set(parts[index] ?? "", parts[index + 1] ?? "");
    // git ends each object with a line feed of its own; `split` took all but the last one.
    const last = parts.at(-2);
    if (last !== undefined && parts.length > 2) texts.set(last, (texts.get(last) ?? "").replace(/\n$/, ""));
    if (batch.some(({ object }) => !texts.has(object))) throw new GitError("files are missing from this partial clone");
  }
  return texts;
}

function bySize(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const batches: Entry[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    if (bytes + entry.bytes > BATCH_BYTES) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(entry);
    bytes += entry.bytes;
  }
  return batches;
}
