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
  /** Paths of the repository; only lock and settings files are looked at. */
  readonly files: ReadonlySet<string>;
  /** Text of the files that hold pins, as far as it is known. */
  readonly texts: ReadonlyMap<string, string>;
}

export function installerOf({ file, pin }: InstallRoot, { files, texts }: ToolSigns): Installer {
  const beside = (name: string) => files.has(joinPath(folderOf(file), name));
  const text = texts.get(file) ?? "";
  if (baseName(file) === "uv.lock") return "uv-project";
  if (isProject(file) && beside("uv.lock")) return "uv-project";
  if (isProject(file) && (beside("poetry.lock") || /^\[tool\.poetry\b/m.test(text))) return "poetry";
  if (pin.file === file && pin.format === "dockerfile") return "docker";
  // The last is the header `uv pip compile` writes.
  const uv =
    [...files].some((path) => /(?:^|\/)uv\.(?:lock|toml)$/.test(path)) ||
    /^\[tool\.uv\b|\buv pip compile\b/m.test(text);
  return uv ? "uv-pip" : "pip";
}

/** A file whose hashes only its tool can write. */
export function isLock(file: string): boolean {
  return /^(?:uv|poetry)\.lock$/.test(baseName(file));
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
