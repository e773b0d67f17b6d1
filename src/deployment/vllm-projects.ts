import type { DeclaredRequirement, Manifest } from "../pins/manifest.ts";
import { folderOf, normalizePath } from "../pins/repository-path.ts";
import { VLLM } from "../pins/vllm.ts";
import { normalizeName } from "../python/requirement.ts";

/** Which installs of this repository bring vLLM. */
export interface VllmProjects {
  /** Whether the file asks for vLLM, itself or through what it includes, whatever the Python. */
  asks(file: string): boolean;
  /** Whether a file of the folder does. */
  isIn(folder: string): boolean;
  /**
   * Whether a shell text installs vLLM by its name, or with the project of the folder or of the root.
   *
   * @param folder where the text runs; `undefined` where that is not known
   */
  installs(commands: string, folder: string | undefined): boolean;
  /** Whether it does so through a requirements file, of the folder or else of the root. */
  installsFile(commands: string, folder: string): boolean;
}

export function vllmProjects(manifests: readonly Manifest[]): VllmProjects {
  const byFile = new Map(manifests.map((manifest) => [manifest.file, manifest]));
  const asks = (file: string, seen = new Set<string>()): boolean => {
    const manifest = byFile.get(file);
    if (manifest === undefined || seen.has(file)) return false;
    seen.add(file);
    return (
      manifest.requirements.some(isVllm) ||
      manifest.includes.some(({ path, role }) => role === "requirement" && asks(path, seen))
    );
  };
  const projectOf = (folder: string) => byFile.get(inFolder(folder, "pyproject.toml")) ?? byFile.get("pyproject.toml");
  return {
    asks,
    isIn: (folder) => manifests.some(({ file }) => folderOf(file) === folder && asks(file)),
    installs: (commands, folder) =>
      installCommands(commands).some((command) => {
        if (/\b(?:install|add)\b/.test(command) && namesVllm(command)) return true;
        const extras = projectExtras(command);
        const project = extras && folder !== undefined ? projectOf(folder) : undefined;
        return project?.requirements.some((one) => isVllm(one) && isPartOf(one, extras ?? [])) ?? false;
      }),
    installsFile: (commands, folder) =>
      installCommands(commands).some((command) =>
        [...command.matchAll(/\s(?:-r|--requirements?)[\s=]+["']?([^\s"']+)/g)].some(([, path = ""]) => {
          const beside = inFolder(folder, path);
          return asks(byFile.has(beside) ? beside : normalizePath(path));
        }),
      ),
  };
}

/** The commands of package managers; a continued line is one command. */
function installCommands(text: string): readonly string[] {
  return text
    .replace(/\\\r?\n/g, " ")
    .split(/[;&|\n]/)
    .filter(
      (command) =>
        !/^\s*(?:#|echo\b)/.test(command) && /\b(?:pip3?|uv|conda|mamba|micromamba|poetry|pdm)\b/.test(command),
    );
}

/** A marker on the Python says that others go without: then there is no telling which of them do. */
function isVllm({ name, role, text }: DeclaredRequirement): boolean {
  return name === VLLM && role === "requirement" && !/;.*\bpython_(?:full_)?version\b/.test(text);
}

/** `vllm`, `vllm==0.11.0`, `"vllm[audio]>=0.11"`, as a word of its own. */
function namesVllm(command: string): boolean {
  return /(?:^|[\s"'])vllm(?=$|[\s"'=<>~!@[;])/i.test(command);
}

/** The extras and groups with which a command installs the project around it; `undefined` where it does not. */
function projectExtras(command: string): readonly string[] | "all" | undefined {
  const written = /\binstall\b.*?\s["']?\.\/?(?:\[([\w.,\s-]*)\])?["']?(?=\s|$)/.exec(command);
  if (written !== null) return (written[1] ?? "").split(",").map((extra) => normalizeName(extra.trim()));
  if (!/\buv\s+sync\b|\bpoetry\s+install\b|\bpdm\s+(?:install|sync)\b/.test(command)) return undefined;
  if (/\s--all-(?:extras|groups)\b/.test(command)) return "all";
  const named = [...command.matchAll(/\s--(?:extra|extras|group|with|only-group)[\s=]+["']?([\w.,-]+)/g)];
  return named.flatMap(([, names = ""]) => names.split(",").map(normalizeName));
}

function isPartOf({ group }: DeclaredRequirement, extras: readonly string[] | "all"): boolean {
  return group === undefined || extras === "all" || extras.includes(normalizeName(group));
}

function inFolder(folder: string, path: string): string {
  return normalizePath(`${folder}/${path}`);
}
