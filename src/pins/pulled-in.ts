import { isKind } from "./format-kind.ts";
import type { Manifest } from "./manifest.ts";
import type { PinFormatId } from "./pin.ts";
import type { Repository } from "./repository.ts";
import { folderOf } from "./repository-path.ts";

/** Run one at a time, with branches: that a script installs a file somewhere does not tie the script's other lines to it. */
function isAlone(format: PinFormatId): boolean {
  return isKind(format, "script", "document") || format === "kubernetes";
}

/**
 * Every file that is installed with a file: what it includes, what it was compiled from, the lock beside it, the local projects it
 * asks for. The file itself is among them.
 */
export function pulledIn(file: string, repository: Repository): ReadonlySet<string> {
  const found = new Set([file]);
  for (const each of found) {
    const manifest = repository.manifest(each);
    if (manifest === undefined || isAlone(manifest.format)) continue;
    for (const more of besides(manifest, repository)) found.add(more);
  }
  return found;
}

function besides(manifest: Manifest, repository: Repository): readonly string[] {
  return [
    ...manifest.includes.map(({ path }) => path),
    ...repository.sourcesOf(manifest).map(({ file }) => file),
    ...(manifest.format === "pyproject" ? fileOf(repository.lockOf(manifest)) : []),
    ...(manifest.format === "uv-lock" ? fileOf(repository.projectOf(manifest)) : []),
    ...manifest.requirements.flatMap(({ text }) => projectFiles(localPath(text), repository)),
  ];
}

function fileOf(manifest: Manifest | undefined): readonly string[] {
  return manifest === undefined ? [] : [manifest.file];
}

/** `./serving` of `-e ./serving[gpu]` and of `serving @ ./serving`. */
function localPath(requirement: string): string | undefined {
  return /^(?:-e )?(?:\S+ @ )?\.\/([^\s[;]*)/.exec(requirement)?.[1];
}

const PROJECT: ReadonlySet<PinFormatId> = new Set<PinFormatId>(["pyproject", "setup-py", "setup-cfg"]);

/** The files that declare the project in a folder; a variant (`pyproject.vllm.toml`) is not what an installer reads. */
function projectFiles(folder: string | undefined, { manifests }: Repository): readonly string[] {
  if (folder === undefined) return [];
  const wanted = folder.replace(/\/$/, "");
  return manifests
    .filter(
      ({ file, format }) => PROJECT.has(format) && folderOf(file) === wanted && !/pyproject\..+\.toml$/.test(file),
    )
    .map(({ file }) => file);
}
