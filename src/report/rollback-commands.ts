import type { Pin } from "../pins/pin.ts";
import { baseName, folderOf, type Installer, type InstallRoot, isProject, joinPath } from "./repository-tools.ts";
import { shellCommand, shellWord } from "./shell.ts";

/** What the commands of one tool are built from. */
export interface Place {
  readonly file: string;
  readonly folder: string;
  readonly pin: Pin;
  /** The version to return to. */
  readonly current: string;
  /** What a built image is called. */
  readonly tag: string;
}

interface ToolCommands {
  /** Puts the older release back into the lock file. */
  readonly lock?: (place: Pick<Place, "folder" | "current">) => string;
  readonly install: (place: Place) => string;
  readonly check: (place: Place) => string;
  readonly python: (place: Place, ...words: readonly string[]) => string;
}

/** One row a tool. Everything that comes from the repository is quoted by `shellCommand`. */
export const TOOL_COMMANDS: Readonly<Record<Installer, ToolCommands>> = {
  pip: {
    install: (place) => shellCommand("python", "-m", "pip", "install", ...pipTarget(place)),
    check: () => "python -m pip check",
    python: (_, ...words) => shellCommand("python", ...words),
  },
  "uv-pip": {
    install: (place) => shellCommand("uv", "pip", "install", ...pipTarget(place)),
    check: () => "uv pip check",
    python: (_, ...words) => shellCommand("python", ...words),
  },
  "uv-project": {
    lock: ({ folder, current }) =>
      shellCommand("uv", "lock", ...inFolder(folder), "--upgrade-package", `vllm==${current}`),
    install: ({ folder, pin }) =>
      shellCommand("uv", "sync", ...inFolder(folder), ...groupOption(pin, "--extra", "--group")),
    check: ({ folder }) => shellCommand("uv", "pip", "check", ...inFolder(folder)),
    // Without `--no-sync`, `uv run` would sync again, without the extras asked for above.
    python: ({ folder }, ...words) => shellCommand("uv", "run", ...inFolder(folder), "--no-sync", "python", ...words),
  },
  poetry: {
    lock: ({ folder }) => shellCommand("poetry", ...inFolder(folder), "lock"),
    install: ({ folder, pin }) =>
      shellCommand("poetry", ...inFolder(folder), "install", ...groupOption(pin, "--extras", "--with")),
    check: ({ folder }) => shellCommand("poetry", ...inFolder(folder), "run", "python", "-m", "pip", "check"),
    python: ({ folder }, ...words) => shellCommand("poetry", ...inFolder(folder), "run", "python", ...words),
  },
  docker: {
    install: ({ file, tag }) =>
      shellCommand(
        "docker",
        "build",
        "--tag",
        tag,
        ...(file === "Dockerfile" ? [] : ["--file", argumentPath(file)]),
        ".",
      ),
    check: ({ tag }) => shellCommand("docker", "run", "--rm", "--entrypoint", "python3", tag, "-m", "pip", "check"),
    python: ({ tag }, ...words) => shellCommand("docker", "run", "--rm", "--entrypoint", "python3", tag, ...words),
  },
};

/** Consistency, import, version: what the rehearsal checks too. The output to expect stands as a comment. */
export function verifyCommands(installer: Installer, place: Place): string[] {
  const { check, python } = TOOL_COMMANDS[installer];
  const version = python(place, "-c", "import importlib.metadata as m; print(m.version('vllm'))");
  return [check(place), python(place, "-c", "from vllm import LLM"), `${version}  # ${place.current}`];
}

export function placeOf({ file, pin }: InstallRoot, current: string, tag: string): Place {
  return { file, folder: folderOf(file), pin, current, tag };
}

/** Puts whole files back from a commit. Git reads `*` and a leading `:` in a path as a pattern unless told otherwise. */
export function checkoutCommand(commit: string, files: readonly string[]): string {
  return gitOnFiles(["checkout", commit], files);
}

export function removeCommand(files: readonly string[]): string {
  return gitOnFiles(["rm"], files);
}

function gitOnFiles(command: readonly string[], files: readonly string[]): string {
  const literal = files.some((file) => /[*?[\\]|^:/.test(file)) ? ["--literal-pathspecs"] : [];
  return shellCommand("git", ...literal, ...command, "--", ...files);
}

function pipTarget({ file, folder, pin, current }: Place): string[] {
  if (!isProject(file)) {
    // A constraints file asks for nothing by itself.
    const alone = pin.file === file && (pin.role === "constraint" || pin.role === "override");
    return alone ? ["-c", argumentPath(file), `vllm==${current}`] : ["-r", argumentPath(file)];
  }
  const project = folder === "" ? "." : `./${folder}`;
  if (pin.group === undefined || pin.groupKind === "stage") return ["-e", project];
  if (pin.groupKind === "extra") return ["-e", `${project}[${pin.group}]`];
  return ["-e", project, "--group", `${joinPath(folder, baseName(file))}:${pin.group}`];
}

function groupOption({ group, groupKind }: Pin, extra: string, dependencyGroup: string): string[] {
  if (group === undefined || groupKind === "stage") return [];
  return [groupKind === "extra" ? extra : dependencyGroup, group];
}

function inFolder(folder: string): string[] {
  return folder === "" ? [] : ["--directory", argumentPath(folder)];
}

/** A path that starts with `-` must not read as an option. */
function argumentPath(path: string): string {
  return path.startsWith("-") ? `./${path}` : path;
}

/** `docker pull` of the image a pin names, moved to a version when it is not there already. */
export function pullCommand(pin: Pin, target: string, current: string): string | undefined {
  const image = /^image (\S+)$/.exec(pin.specifier)?.[1];
  return image === undefined ? undefined : `docker pull ${shellWord(image.replace(target, () => current))}`;
}
