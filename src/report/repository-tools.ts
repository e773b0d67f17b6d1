import { isScriptLock } from "../pins/path-meaning.ts";
import type { Pin, PinFormatId } from "../pins/pin.ts";

/** What installs from a file of the repository, or deploys it. */
export type Installer =
  | "pip"
  | "uv-pip"
  | "uv-project"
  | "uv-script"
  | "poetry"
  | "pdm"
  | "pipenv"
  | "conda"
  | "docker"
  | "apptainer"
  | "compose"
  | "kubectl"
  | "helm";

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
  const tells = /(?:^|\/)(?:uv\.lock|uv\.toml|poetry\.lock|pdm\.lock|Pipfile\.lock|Chart\.yaml)$/;
  return new Set([...paths].filter((path) => tells.test(path)));
}

/** What one format is installed with, whatever else the repository has; `undefined`: nothing has to be run, the file runs by itself. */
const OF_FORMAT: Partial<Record<PinFormatId, Installer | undefined>> = {
  dockerfile: "docker",
  apptainer: "apptainer",
  compose: "compose",
  conda: "conda",
  pipfile: "pipenv",
  "pipfile-lock": "pipenv",
  "poetry-lock": "poetry",
  "pdm-lock": "pdm",
  workflow: undefined,
  shell: undefined,
  makefile: undefined,
  dotenv: undefined,
  python: undefined,
  notebook: undefined,
  literals: undefined,
};

/** @returns `undefined` where the file is a script that installs when it is run next */
export function installerOf({ file, pin }: InstallRoot, signs: ToolSigns): Installer | undefined {
  const text = signs.texts.get(file) ?? "";
  if (pin.file === file && pin.format in OF_FORMAT) return OF_FORMAT[pin.format];
  if (pin.file === file && pin.format === "kubernetes") return chartOf(file, signs) === undefined ? "kubectl" : "helm";
  if (isScriptLock(file)) return "uv-script";
  if (isProject(file) || isLock(file)) {
    if (lockAbove(file, "uv.lock", signs)) return "uv-project";
    if (lockAbove(file, "poetry.lock", signs) || /^\[tool\.poetry\b/m.test(text)) return "poetry";
    if (lockAbove(file, "pdm.lock", signs) || /^\[tool\.pdm\b/m.test(text)) return "pdm";
  }
  // The last is the header `uv pip compile` writes.
  const settings = [...signs.files].some((path) => /uv\.(?:lock|toml)$/.test(path));
  return settings || /^\[tool\.uv\b|\buv pip compile\b/m.test(text) ? "uv-pip" : "pip";
}

export type LockName = "uv.lock" | "poetry.lock" | "pdm.lock" | "Pipfile.lock";

/** In the file's own folder or one above it: a workspace member has its lock at the workspace's root. */
export function lockAbove(file: string, lock: LockName, signs: ToolSigns): boolean {
  return folderWith(file, lock, signs) !== undefined;
}

/** The folder of the Helm chart that a file belongs to. */
export function chartOf(file: string, signs: Pick<ToolSigns, "files">): string | undefined {
  return folderWith(file, "Chart.yaml", signs);
}

function folderWith(file: string, name: string, { files }: Pick<ToolSigns, "files">): string | undefined {
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    if (files.has(joinPath(folder, name))) return folder;
    if (folder === "") return undefined;
  }
}

/** A file whose hashes only its tool can write; variants such as `uv.cuda.lock` too. */
export function isLock(file: string): boolean {
  return /^(?:(?:uv|poetry|pdm)(?:[._-].*)?\.lock|.+\.py\.lock|Pipfile\.lock|pylock(?:\..*)?\.toml)$/i.test(
    baseName(file),
  );
}

/** What pip installs as a project, by its folder. */
export function isProject(file: string): boolean {
  return /^(?:.*\.toml|setup\.(?:py|cfg))$/.test(baseName(file)) && !isLock(file);
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
