import type { BoundIndex, IndexOptions, InstallCommand, Manifest } from "./manifest.ts";
import type { Repository } from "./repository.ts";
import { VLLM } from "./vllm.ts";

/** What is read of a set to tell its indexes. */
export interface IndexSources {
  /** Their options hold for all that is installed. */
  readonly sources: readonly Manifest[];
  /** Their options hold for what the command installs. */
  readonly commands: readonly InstallCommand[];
}

/** Where vLLM itself is taken from: options of files, and of the commands that install it. */
export function vllmIndexes({ sources, commands }: IndexSources, repository: Repository): IndexOptions {
  const own = commands.filter((command) => installsVllm(command, repository));
  return merged([...sources, ...own].map(({ options }) => options));
}

/**
 * Where the whole set is resolved from. One resolution stands for several commands: what another command than vLLM's has for its
 * default (`pip install torch --index-url …`) is one more index, and never the default of all.
 */
export function setIndexes(found: IndexSources, repository: Repository): IndexOptions {
  const vllm = vllmIndexes(found, repository);
  const others = found.commands.map(({ options: { defaultIndex, extraIndexes, findLinks } }) => ({
    extraIndexes: [
      ...(defaultIndex === undefined || defaultIndex === vllm.defaultIndex ? [] : [defaultIndex]),
      ...extraIndexes,
    ],
    findLinks,
  }));
  return merged([vllm, ...others]);
}

function merged(all: readonly IndexOptions[]): IndexOptions {
  const defaultIndex = all.map((options) => options.defaultIndex).find((url) => url !== undefined);
  const boundIndexes: readonly BoundIndex[] = all.flatMap((options) => options.boundIndexes ?? []);
  return {
    ...(defaultIndex === undefined ? {} : { defaultIndex }),
    extraIndexes: [...new Set(all.flatMap((options) => options.extraIndexes))],
    findLinks: [...new Set(all.flatMap((options) => options.findLinks))],
    ...(boundIndexes.length === 0 ? {} : { boundIndexes }),
  };
}

const PROJECT_FILES = ["pyproject.toml", "setup.py", "setup.cfg"];

/** By name, through a file (`-r`), or with a project of the repository that asks for it. */
function installsVllm({ requirements, includes, projects }: InstallCommand, repository: Repository): boolean {
  const files = projects.flatMap((folder) => PROJECT_FILES.map((name) => (folder === "" ? name : `${folder}/${name}`)));
  return (
    requirements.some(({ name }) => name === VLLM) ||
    [...includes.flatMap(({ path, alternatives = [] }) => [path, ...alternatives]), ...files].some((path) =>
      asksForVllm(path, repository),
    )
  );
}

function asksForVllm(file: string, repository: Repository, seen = new Set<string>()): boolean {
  const manifest = repository.manifest(file);
  if (manifest === undefined || seen.has(file)) return false;
  seen.add(file);
  return (
    manifest.requirements.some(({ name }) => name === VLLM) ||
    manifest.includes.some(({ path }) => asksForVllm(path, repository, seen))
  );
}
