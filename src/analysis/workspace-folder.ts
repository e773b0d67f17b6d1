import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Exclusion, exclusionOf, variantsOf } from "../breakage/scope/exclusions.ts";
import { indexModules, type ModuleIndex } from "../breakage/scope/module-index.ts";
import { ownFolders } from "../breakage/scope/own-code.ts";
import { type ImportingFile, reach } from "../breakage/scope/reach.ts";
import { importsOf } from "../breakage/workspace/imports.ts";
import { mentionsVllm } from "../breakage/workspace/mentions.ts";
import { prepare } from "../breakage/workspace/prepare.ts";
import type { PreparedFile } from "../breakage/workspace/prepared-file.ts";
import type { ParsePython } from "../platform/python-parser.ts";
import type { FileTree } from "../platform/tree.ts";

/** The repository's code as the type checker sees it: a copy, so that nothing in the repository can hide a break. */
export interface Workspace {
  /** Absolute path. */
  readonly folder: string;
  /** Where first-party modules begin, relative to the folder. */
  readonly roots: readonly string[];
  readonly modules: ModuleIndex;
  /** By path in the workspace. */
  readonly files: ReadonlyMap<string, PreparedFile>;
  /** The files that an upgrade can break, by path in the workspace; the others only give their types. */
  readonly checked: readonly string[];
  /** Of the repository's Python files, by path: what the guards may want to look up. */
  readonly texts: ReadonlyMap<string, string>;
  readonly counts: {
    /** Python files of the repository. */
    readonly python: number;
    /** Python files that an upgrade can break. */
    readonly reaching: number;
    /** Notebooks and documents with code that uses vLLM. */
    readonly documents: number;
  };
  /** Files that reach vLLM and whose breaks do not alarm. */
  readonly exclusions: readonly Exclusion[];
  /** Files that could not be read or understood, and why. */
  readonly unread: readonly Exclusion[];
}

export interface WorkspaceRequest {
  readonly tree: FileTree;
  /** Absolute path of an empty folder of ours. */
  readonly folder: string;
  readonly parse: ParsePython;
  /** The releases compared, the current one first: code that names another one is not judged. */
  readonly versions: readonly string[];
  /** Paths whose breaks do not alarm, by whoever knows more of the repository. */
  readonly excluded: (path: string) => string | undefined;
}

const PYTHON = /\.pyi?$/;
const DOCUMENT = /\.(?:ipynb|mdx?|rst)$/;

/** Copies what an upgrade can break, and what that needs to be understood. */
export async function openWorkspace(request: WorkspaceRequest): Promise<Workspace> {
  const { tree, folder, parse, versions } = request;
  const paths = await tree.list();
  const python = await readAll(
    tree,
    paths.filter((path) => PYTHON.test(path)),
  );
  const documents = await readAll(
    tree,
    paths.filter((path) => DOCUMENT.test(path)),
  );
  const modules = indexModules([...python.texts.keys()]);
  const importing = [...python.texts].map(([path, text]): ImportingFile => {
    return { path, imports: importsOf(text), text };
  });
  const { reaching, needed } = reach(importing, modules);
  const wanted = [...documents.texts].filter(([, text]) => mentionsVllm(text));
  const files = new Map<string, PreparedFile>();
  const checked: string[] = [];
  for (const path of needed) if (!reaching.has(path)) files.set(path, asItIs(path, python.texts.get(path) ?? ""));
  const unread = [...python.unread];
  for (const [path, text] of [
    ...[...reaching].map((path) => [path, python.texts.get(path) ?? ""] as const),
    ...wanted,
  ]) {
    const prepared = prepare(path, text, parse).filter((file) => file.origin === "python" || importsVllm(file.text));
    for (const file of prepared) files.set(file.path, file);
    checked.push(...prepared.map((file) => file.path));
    if (prepared.length === 0 && path.endsWith(".ipynb") && !isJson(text)) unread.push({ path, why: "it is not JSON" });
  }
  await copyWorkspace({ files, roots: modules.roots }, folder);
  const surroundings = { versions, own: ownFolders(importing, modules), variants: variantsOf(python.texts.keys()) };
  const exclusions = [...reaching].flatMap((path) => {
    const why = exclusionOf(path, python.texts.get(path) ?? "", surroundings) ?? request.excluded(path);
    return why === undefined ? [] : [{ path, why }];
  });
  return {
    folder,
    roots: modules.roots,
    modules,
    files,
    checked,
    texts: python.texts,
    counts: { python: python.texts.size, reaching: reaching.size, documents: wanted.length },
    exclusions,
    unread,
  };
}

/** A document may speak of vLLM and show code that uses none. */
function importsVllm(text: string): boolean {
  return importsOf(text).some(({ module, level }) => level === 0 && /^vllm(?:\.|$)/.test(module));
}

/** What is not checked only gives its types. */
function asItIs(path: string, text: string): PreparedFile {
  return { path, text, origin: "python", toSource: ({ line, column }) => ({ path, line, column }) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function readAll(tree: FileTree, paths: readonly string[]) {
  const read = await Promise.all(paths.map(async (path) => ({ path, text: await tree.read(path) })));
  const texts = new Map<string, string>();
  const unread: Exclusion[] = [];
  for (const { path, text } of read) {
    if (text !== undefined) {
      texts.set(path, text);
      continue;
    }
    const bytes = await tree.tooLarge(path);
    if (bytes !== undefined) unread.push({ path, why: `it is too large (${Math.round(bytes / 1_000_000)} MB)` });
  }
  return { texts, unread };
}

/** Writes the workspace's files into an empty folder. */
export async function copyWorkspace(
  { files, roots }: Pick<Workspace, "files" | "roots">,
  folder: string,
): Promise<void> {
  // The checker wants every root to be there, also one of which nothing is copied.
  const folders = new Set([...roots, ...[...files.keys()].map(dirname)]);
  for (const each of folders) await mkdir(join(folder, each), { recursive: true });
  await Promise.all([...files.values()].map(({ path, text }) => writeFile(join(folder, path), text)));
}
