import type { FileGroup } from "./file-groups.ts";
import type { Pin, PinFormatId } from "./pin.ts";
import type { Repository } from "./repository.ts";
import { folderOf } from "./repository-path.ts";

/** They declare a project that can be installed. */
export const PROJECT_FORMATS: ReadonlySet<PinFormatId> = new Set<PinFormatId>([
  "pyproject",
  "setup-py",
  "setup-cfg",
  "pipfile",
]);

/** Whether a project is declared among its own files. */
export function isProject({ own }: FileGroup, repository: Repository): boolean {
  return [...own].some((file) => {
    const format = repository.manifest(file)?.format;
    return format !== undefined && PROJECT_FORMATS.has(format);
  });
}

/** A deployment as a person would call it. */
export function deploymentName(group: FileGroup, pins: readonly Pin[], repository: Repository): string {
  const { key, named, own } = group;
  if (named !== undefined) return named;
  const pinned = [...own].filter((file) => pins.some((pin) => pin.file === file));
  const files = pinned.length === 0 ? [...own] : pinned;
  const [only = key] = files;
  if (files.length === 1 || !key.endsWith("/")) return only;
  const folder = files.map(folderOf).reduce(commonFolder);
  if (folder !== "") return `${folder}/`;
  return isProject(group, repository) ? "the repository's package" : "the repository's root folder";
}

function commonFolder(a: string, b: string): string {
  const [left, right] = [a.split("/"), b.split("/")];
  const end = left.findIndex((part, index) => part !== right[index]);
  return end === -1 ? a : left.slice(0, end).join("/");
}
