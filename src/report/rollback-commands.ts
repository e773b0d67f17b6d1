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
  /** Folder of the Helm chart the file belongs to. */
  readonly chart?: string;
}

/** One thing to install or deploy, and what does it. */
export interface Step {
  readonly installer: Installer;
  readonly place: Place;
}

interface ToolCommands {
  /** Puts the older release back into the lock file. */
  readonly lock?: (place: Pick<Place, "file" | "folder" | "current">) => string;
  readonly install: (place: Place) => string;
  readonly verify: (place: Place) => readonly string[];
}

/** Consistency, import, version: what the rehearsal checks too. The output to expect stands as a comment. */
function inPython(tool: {
  readonly check: (place: Place) => string;
  readonly python: (place: Place, ...words: readonly string[]) => string;
}): ToolCommands["verify"] {
  return (place) => {
    const version = tool.python(place, "-c", "import importlib.metadata as m; print(m.version('vllm'))");
    return [tool.check(place), tool.python(place, "-c", "from vllm import LLM"), `${version}  # ${place.current}`];
  };
}

const HOST_PYTHON = {
  check: () => "python -m pip check",
  python: (_: Place, ...words: readonly string[]) => shellCommand("python", ...words),
};

/** One row a tool. Everything that comes from the repository is quoted by `shellCommand`. */
export const TOOL_COMMANDS: Readonly<Record<Installer, ToolCommands>> = {
  pip: {
    install: (place) => shellCommand("python", "-m", "pip", "install", ...pipTarget(place)),
    verify: inPython(HOST_PYTHON),
  },
  "uv-pip": {
    install: (place) => shellCommand("uv", "pip", "install", ...pipTarget(place)),
    verify: inPython({ ...HOST_PYTHON, check: () => "uv pip check" }),
  },
  "uv-project": {
    lock: ({ folder, current }) =>
      shellCommand("uv", "lock", ...inFolder(folder), "--upgrade-package", `vllm==${current}`),
    install: ({ folder, pin }) =>
      shellCommand("uv", "sync", ...inFolder(folder), ...groupOption(pin, "--extra", "--group")),
    verify: inPython({
      check: ({ folder }) => shellCommand("uv", "pip", "check", ...inFolder(folder)),
      // Without `--no-sync`, `uv run` would sync again, without the extras asked for above.
      python: ({ folder }, ...words) => shellCommand("uv", "run", ...inFolder(folder), "--no-sync", "python", ...words),
    }),
  },
  "uv-script": {
    lock: ({ file, current }) =>
      shellCommand("uv", "lock", "--script", scriptOf(file), "--upgrade-package", `vllm==${current}`),
    install: ({ file }) => shellCommand("uv", "sync", "--script", scriptOf(file)),
    verify: inPython({
      check: ({ file }) => `uv pip check --python ${pythonOfScript(file)}`,
      python: ({ file }, ...words) => `${pythonOfScript(file)} ${shellCommand(...words)}`,
    }),
  },
  poetry: {
    lock: ({ folder }) => shellCommand("poetry", ...inFolder(folder), "lock"),
    install: ({ folder, pin }) =>
      shellCommand("poetry", ...inFolder(folder), "install", ...groupOption(pin, "--extras", "--with")),
    verify: inRun(({ folder }) => ["poetry", ...inFolder(folder), "run"]),
  },
  pdm: {
    lock: ({ folder }) => shellCommand("pdm", "lock", ...inProject(folder), "--update-reuse"),
    install: ({ folder, pin }) =>
      shellCommand("pdm", "install", ...inProject(folder), ...groupOption(pin, "--group", "--group")),
    verify: inRun(({ folder }) => ["pdm", "run", ...inProject(folder)]),
  },
  pipenv: {
    lock: ({ folder }) => inFolderFirst(folder, shellCommand("pipenv", "lock")),
    install: ({ folder }) => inFolderFirst(folder, shellCommand("pipenv", "sync")),
    verify: (place) => inRun(() => ["pipenv", "run"])(place).map((command) => inFolderFirst(place.folder, command)),
  },
  conda: {
    install: ({ file }) => shellCommand("conda", "env", "update", "--file", argumentPath(file), "--prune"),
    verify: inPython(HOST_PYTHON),
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
    verify: inRun(({ tag }) => ["docker", "run", "--rm", "--entrypoint", "python3", tag], ""),
  },
  apptainer: {
    install: ({ file, tag }) => shellCommand("apptainer", "build", "--force", `${tag}.sif`, argumentPath(file)),
    verify: inRun(({ tag }) => ["apptainer", "exec", `${tag}.sif`], "python3"),
  },
  compose: {
    install: ({ file }) => {
      const compose = ["docker", "compose", "--file", argumentPath(file)];
      return `${shellCommand(...compose, "pull")} && ${shellCommand(...compose, "up", "--detach")}`;
    },
    verify: ({ file, current }) => [
      shellCommand("docker", "compose", "--file", argumentPath(file), "ps"),
      servedVersion(current),
    ],
  },
  kubectl: {
    install: ({ file }) => shellCommand("kubectl", "apply", "--filename", argumentPath(file)),
    verify: ({ file, current }) => [
      shellCommand("kubectl", "rollout", "status", "--filename", argumentPath(file)),
      servedVersion(current),
    ],
  },
  helm: {
    install: ({ file, chart }) => {
      const own = baseName(file) === "values.yaml" ? [] : ["--values", argumentPath(file)];
      return `helm upgrade "$RELEASE" ${shellCommand(chart === "" || chart === undefined ? "." : `./${chart}`, ...own)}`;
    },
    verify: ({ current }) => ['helm status "$RELEASE"', servedVersion(current)],
  },
};

/** The script that a lock is of: `train.py` of `train.py.lock`. */
function scriptOf(lock: string): string {
  return argumentPath(lock.replace(/\.lock$/, ""));
}

function pythonOfScript(lock: string): string {
  return `"$(${shellCommand("uv", "python", "find", "--script", scriptOf(lock))})"`;
}

/** Python run by another program: `poetry run python …`. */
function inRun(words: (place: Place) => readonly string[], python = "python"): ToolCommands["verify"] {
  const run = (place: Place, ...rest: readonly string[]) =>
    shellCommand(...words(place), ...(python === "" ? [] : [python]), ...rest);
  return inPython({ check: (place) => run(place, "-m", "pip", "check"), python: run });
}

/** vLLM's server tells its version (`vllm/entrypoints/`, `/version`). */
function servedVersion(current: string): string {
  return `curl --fail --silent http://localhost:8000/version  # {"version":"${current}"}`;
}

export function placeOf({ file, pin }: InstallRoot, current: string, tag: string, chart?: string): Place {
  return { file, folder: folderOf(file), pin, current, tag, ...(chart === undefined ? {} : { chart }) };
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

function inProject(folder: string): string[] {
  return folder === "" ? [] : ["--project", argumentPath(folder)];
}

/** For a tool that only knows the folder it is called in. */
function inFolderFirst(folder: string, command: string): string {
  return folder === "" ? command : `(${shellCommand("cd", argumentPath(folder))} && ${command})`;
}

/** A path that starts with `-` must not read as an option. */
export function argumentPath(path: string): string {
  return path.startsWith("-") ? `./${path}` : path;
}

/** `docker pull` of the image a pin names, moved to a version when it is not there already. */
export function pullCommand(pin: Pin, target: string, current: string): string | undefined {
  const image = /^image (\S+)$/.exec(pin.specifier)?.[1];
  return image === undefined ? undefined : `docker pull ${shellWord(image.replace(target, () => current))}`;
}
