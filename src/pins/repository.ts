import { globMatches } from "./glob.ts";
import type { Manifest } from "./manifest.ts";
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
  /** The lock beside a pyproject, or beside its workspace's root. */
  lockOf(pyproject: Manifest): Manifest | undefined;
  /** The pyproject beside a lock. */
  projectOf(lock: Manifest): Manifest | undefined;
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
    lockOf: (pyproject) => {
      const beside = files.get(pyproject.file.replace(/pyproject([^/]*)\.toml$/i, "uv$1.lock"));
      const root = beside === undefined ? repository.workspaceRoot(pyproject) : undefined;
      return root === undefined ? beside : repository.lockOf(root);
    },
    projectOf: (lock) => {
      const named = files.get(lock.file.replace(/uv([^/]*)\.lock$/i, "pyproject$1.toml"));
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
