import { globMatches } from "./glob.ts";
import type { Manifest } from "./manifest.ts";
import type { PinFormatId } from "./pin.ts";
import { fileName, folderOf } from "./repository-path.ts";

/** The manifests of a repository, and how they belong together. */
export interface Repository {
  readonly manifests: readonly Manifest[];
  manifest(file: string): Manifest | undefined;
  /** The files that nothing else includes, on the way up from a requirements file; itself when nothing includes it. */
  top(file: string): string;
  /** What a resolver's output was made from, as far as it is here. */
  sourcesOf(manifest: Manifest): readonly Manifest[];
  /** The uv workspace root a project belongs to, itself excluded. */
  workspaceRoot(manifest: Manifest): Manifest | undefined;
  /** The lock beside a project, or beside its workspace's root. */
  lockOf(project: Manifest): Manifest | undefined;
  /** The project beside a lock. */
  projectOf(lock: Manifest): Manifest | undefined;
}

/** What locks a project: the lock's format, its name from the project's, and the project's from the lock's. */
const LOCKS: readonly {
  readonly format: PinFormatId;
  readonly project: RegExp;
  readonly lock: string;
  readonly of: RegExp;
  readonly by: string;
}[] = [
  {
    format: "uv-lock",
    project: /pyproject([^/]*)\.toml$/i,
    lock: "uv$1.lock",
    of: /uv([^/]*)\.lock$/i,
    by: "pyproject$1.toml",
  },
  {
    format: "poetry-lock",
    project: /pyproject([^/]*)\.toml$/i,
    lock: "poetry$1.lock",
    of: /poetry([^/]*)\.lock$/i,
    by: "pyproject$1.toml",
  },
  {
    format: "pdm-lock",
    project: /pyproject([^/]*)\.toml$/i,
    lock: "pdm$1.lock",
    of: /pdm([^/]*)\.lock$/i,
    by: "pyproject$1.toml",
  },
  {
    format: "pylock",
    project: /pyproject([^/]*)\.toml$/i,
    lock: "pylock$1.toml",
    of: /pylock([^/]*)\.toml$/i,
    by: "pyproject$1.toml",
  },
  { format: "pipfile-lock", project: /Pipfile$/i, lock: "Pipfile.lock", of: /Pipfile\.lock$/i, by: "Pipfile" },
];

/** Whether a format's file is written by a resolver, for a project beside it. */
export function isLock(format: PinFormatId): boolean {
  return LOCKS.some((lock) => lock.format === format);
}

export function repositoryOf(manifests: readonly Manifest[]): Repository {
  const files = new Map(manifests.map((manifest) => [manifest.file, manifest]));
  const repository: Repository = {
    manifests,
    manifest: (file) => files.get(file),
    top: (file) => topMost(file, manifests),
    sourcesOf: (manifest) =>
      (manifest.generatedFrom ?? []).flatMap((file) => files.get(file) ?? []).filter((source) => source !== manifest),
    workspaceRoot: (manifest) =>
      manifests.find((root) => root !== manifest && root.workspace !== undefined && isMember(root, manifest.file)),
    lockOf: (project) => {
      const names = LOCKS.filter((kind) => kind.project.test(project.file)).map((kind) =>
        project.file.replace(kind.project, kind.lock),
      );
      const beside = names.map((name) => files.get(name)).find((found) => found !== undefined && isLock(found.format));
      const root = beside === undefined ? repository.workspaceRoot(project) : undefined;
      return root === undefined ? beside : repository.lockOf(root);
    },
    projectOf: (lock) => {
      const kind = LOCKS.find(({ format }) => format === lock.format);
      const named = kind && files.get(lock.file.replace(kind.of, kind.by));
      return named ?? files.get(lock.file.replace(/[^/]*$/, "pyproject.toml"));
    },
  };
  return repository;
}

/** Among several, the one nearest to the root, then with the shortest name: `requirements.txt` before `requirements-dev.txt`. */
function topMost(file: string, manifests: readonly Manifest[]): string {
  const reached = new Set([file]);
  const tops: string[] = [];
  for (const current of reached) {
    const above = manifests.filter(
      ({ format, includes }) => format === "requirements" && includes.some(({ path }) => path === current),
    );
    if (above.length === 0) tops.push(current);
    for (const includer of above) reached.add(includer.file);
  }
  const depth = (path: string) => path.split("/").length;
  const [top] = tops.sort((a, b) => depth(a) - depth(b) || fileName(a).length - fileName(b).length || (a < b ? -1 : 1));
  // Files that include each other have no top.
  return top ?? file;
}

function isMember(root: Manifest, file: string): boolean {
  const folder = folderOf(file);
  const base = folderOf(root.file);
  if (folder === base || (base !== "" && !folder.startsWith(`${base}/`))) return false;
  const { members, exclude } = root.workspace ?? { members: [], exclude: [] };
  return members.some((glob) => globMatches(glob, folder)) && !exclude.some((glob) => globMatches(glob, folder));
}
