import type { Pin } from "../pins/pin.ts";

/** What installs from a file of the repository. */
export type Installer = "pip" | "uv-pip" | "uv-project" | "poetry" | "docker";

/** One file an installation starts from, and the vLLM pin it reaches. */
export interface InstallRoot {
  readonly file: string;
  readonly pin: Pin;
}

/** What tells which tools the repository uses. */
export interface ToolSigns {
  /** The repository's lock and settings files: see `toolFiles`. */
  readonly files: ReadonlySet<string>;
  /** Text of the files that hold pins, as far as it is known. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Of a repository's paths, those that tell which tools it uses. */
export function toolFiles(paths: Iterable<string>): ReadonlySet<string> {
  return new Set([...paths].filter((path) => /(?:^|\/)(?:uv\.lock|uv\.toml|poetry\.lock)$/.test(path)));
}

export function installerOf({ file, pin }: InstallRoot, signs: ToolSigns): Installer {
  const text = signs.texts.get(file) ?? "";
  if (pin.file === file && pin.format === "dockerfile") return "docker";
  if (isProject(file) || isLock(file)) {
    if (lockAbove(file, "uv.lock", signs)) return "uv-project";
    if (lockAbove(file, "poetry.lock", signs) || /^\[tool\.poetry\b/m.test(text)) return "poetry";
  }
  // The last is the header `uv pip compile` writes.
  const settings = [...signs.files].some((path) => /uv\.(?:lock|toml)$/.test(path));
  return settings || /^\[tool\.uv\b|\buv pip compile\b/m.test(text) ? "uv-pip" : "pip";
}

/** In the file's own folder or one above it: a workspace member has its lock at the workspace's root. */
export function lockAbove(file: string, lock: "uv.lock" | "poetry.lock", { files }: ToolSigns): boolean {
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    if (files.has(joinPath(folder, lock))) return true;
    if (folder === "") return false;
  }
}

/** A file whose hashes only its tool can write; variants such as `uv.cuda.lock` too. */
export function isLock(file: string): boolean {
  return /^(?:uv|poetry)(?:[._-].*)?\.lock$/i.test(baseName(file));
}

export function isProject(file: string): boolean {
  return baseName(file).endsWith(".toml");
}

export function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function joinPath(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
