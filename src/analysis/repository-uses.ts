import { setImmediate } from "node:timers/promises";
import { type Exclusion, exclusionOf } from "../breakage/scope/exclusions.ts";
import type { FileTree } from "../platform/tree.ts";
import { configFileUses } from "../uses/config-file/config-file-uses.ts";
import { configFinder, isFinal } from "../uses/config-file/find-config.ts";
import type { UseContext } from "../uses/reader.ts";
import type { CommandUse, ConfigFile, Use } from "../uses/use.ts";
import { readFileUses } from "./file-reading.ts";

/** What a repository uses of vLLM's surface, outside of what its Python imports. */
export interface RepositoryUses {
  /** Sorted by path and line. */
  readonly uses: readonly Use[];
  /** The texts of the files that use something, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** The file that a command names with `--config`, where the repository holds it as vLLM would read it. */
  readonly configFile: (command: CommandUse) => ConfigFile | undefined;
  /** Every Python file of the repository, by path. */
  readonly python: ReadonlyMap<string, string>;
  /** Whether the repository's Python imports vLLM. */
  readonly usesPython: boolean;
  /** Files that speak of vLLM and could not be read, or not all of them, and why. */
  readonly unread: readonly Exclusion[];
}

export interface UsesRequest extends Omit<UseContext, "text"> {
  readonly tree: FileTree;
}

/** Nothing that a person writes, or nothing that a text can say: read for nothing. */
const NO_TEXT =
  /\.(?:png|jpe?g|gif|svg|ico|webp|pdf|zip|gz|bz2|xz|tar|whl|so|a|o|bin|pt|pth|safetensors|onnx|parquet|npy|npz|mp[34]|wav|flac|mov|ttf|woff2?|eot|lock|map|min\.js|css|csv|tsv|jsonl)$/i;

/** How long files are read at one go; then others of this process have their turn: the code check starts programs meanwhile. Milliseconds. */
const TURN = 20;

const IMPORTS_VLLM = /^[ \t]*(?:from|import)[ \t]+vllm\b/m;

/** Reads every file that may use something. */
export async function repositoryUses(request: UsesRequest): Promise<RepositoryUses> {
  const { tree } = request;
  const paths = (await tree.list()).filter((path) => !NO_TEXT.test(path));
  const all = new Map<string, string>();
  const unread: Exclusion[] = [];
  await Promise.all(
    paths.map(async (path) => {
      const text = await tree.read(path);
      if (text !== undefined) all.set(path, text);
      else {
        const bytes = await tree.tooLarge(path);
        if (bytes !== undefined && /vllm/i.test(path))
          unread.push({ path, why: `it is too large (${Math.round(bytes / 1_000_000)} MB)` });
      }
    }),
  );
  const context: UseContext = { ...request, text: (path) => all.get(path) };
  const uses: Use[] = [];
  const texts = new Map<string, string>();
  let usesPython = false;
  let started = performance.now();
  for (const path of paths) {
    const text = all.get(path);
    if (text === undefined) continue;
    if (performance.now() - started > TURN) {
      await setImmediate();
      started = performance.now();
    }
    usesPython ||= path.endsWith(".py") && IMPORTS_VLLM.test(text);
    const found = readFileUses({ path, text }, context);
    if (found.unread !== undefined) unread.push({ path, why: found.unread });
    if (found.uses.length === 0) continue;
    texts.set(path, text);
    for (const use of found.uses) uses.push(use);
  }
  const files = configFileUses(uses, { paths: all.keys(), text: (path) => all.get(path) });
  for (const { place } of files) texts.set(place.path, all.get(place.path) ?? "");
  const find = configFinder(all.keys());
  const configFile = (command: CommandUse): ConfigFile | undefined => {
    const path = find(command);
    const text = path === undefined ? undefined : all.get(path);
    return path === undefined || text === undefined || !isFinal(text) ? undefined : { path, text };
  };
  const python = new Map([...all].filter(([path]) => path.endsWith(".py")));
  return { uses: [...uses, ...files], texts, configFile, python, usesPython, unread: unread.sort(byPath) };
}

/** What is used on the way between two releases: what stands in files that the move does not concern is quiet. */
export function withExclusions(
  { uses, texts }: RepositoryUses,
  versions: readonly string[],
  excluded: (path: string) => string | undefined,
): { readonly uses: readonly Use[]; readonly exclusions: readonly Exclusion[] } {
  const reasons = new Map<string, string>();
  for (const [path, text] of texts) {
    const why = exclusionOf(path, text, { versions }) ?? excluded(path);
    if (why !== undefined) reasons.set(path, why);
  }
  return {
    uses: uses.map((use) => {
      const why = use.quiet ?? reasons.get(use.place.path);
      return why === undefined ? use : { ...use, quiet: why };
    }),
    exclusions: [...reasons].map(([path, why]) => ({ path, why })),
  };
}

function byPath(one: Exclusion, other: Exclusion): number {
  return one.path < other.path ? -1 : 1;
}
