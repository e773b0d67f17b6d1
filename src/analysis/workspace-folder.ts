import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Exclusion, exclusionOf, variantsOf } from "../breakage/scope/exclusions.ts";
import { indexModules, type ModuleIndex } from "../breakage/scope/module-index.ts";
import { ownFolders } from "../breakage/scope/own-code.ts";
import { ownVllm } from "../breakage/scope/own-vllm.ts";
import { type ImportingFile, reach } from "../breakage/scope/reach.ts";
import { importsOf } from "../breakage/workspace/imports.ts";
import { documentLimitOf, limitOf } from "../breakage/workspace/limits.ts";
import { importsVllm, mentionsVllm } from "../breakage/workspace/mentions.ts";
import { prepare } from "../breakage/workspace/prepare.ts";
import type { PreparedFile } from "../breakage/workspace/prepared-file.ts";
import type { ParsePython } from "../platform/syntax-parsers.ts";
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
    /** Python files of a vLLM of the repository's own, where it has one: they are vLLM, and not its users. */
    readonly ownVllm?: number;
  };
  /** Files that reach vLLM and whose breaks do not alarm. */
  readonly exclusions: readonly Exclusion[];
  /** Files that could not be read or understood, and why. */
  readonly unread: readonly Unread[];
}

/** A file that says nothing of the upgrade, and why. */
export interface Unread extends Exclusion {
  /** A notebook or document: nothing in it would alarm. */
  readonly document: boolean;
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
  const { tree, folder, parse } = request;
  const paths = await tree.list();
  const python = await readAll(
    tree,
    paths.filter((path) => PYTHON.test(path)),
  );
  const documents = await readAll(
    tree,
    paths.filter((path) => DOCUMENT.test(path)),
  );
  const own = ownVllm([...python.texts.keys()]);
  const modules = indexModules([...python.texts.keys()]);
  const users = [...python.texts].filter(([path]) => !own.isPart(path));
  const importing = users.map(([path, text]): ImportingFile => ({ path, imports: importsOf(text), text }));
  const { reaching, needed } = reach(importing, modules);
  const limits = new Map([...needed].map((path) => [path, limitOf(python.texts.get(path) ?? "")]));
  const files = new Map<string, PreparedFile>();
  const checked: string[] = [];
  const unread: Unread[] = [...python.unread.map(asPython), ...documents.unread.map(asDocument)];
  for (const path of needed) {
    const why = limits.get(path);
    const text = python.texts.get(path) ?? "";
    if (why !== undefined) {
      if (reaching.has(path)) unread.push(asPython({ path, why }));
      continue;
    }
    if (!reaching.has(path)) files.set(path, asItIs(path, text));
    else for (const file of prepare(path, text, parse)) add(file);
  }
  // In text of two bytes a character no import is seen.
  for (const [path, text] of users) if (!reaching.has(path) && isWide(text)) unread.push(asPython({ path, why: WIDE }));
  const wanted = [...documents.texts].filter(([, text]) => mentionsVllm(text) || isWide(text));
  for (const [path, text] of wanted) {
    const { prepared, why } = prepareDocument(path, text, parse);
    for (const file of prepared) add(file);
    if (why !== undefined) unread.push(asDocument({ path, why }));
  }
  await copyWorkspace({ files, roots: modules.roots }, folder);
  const surroundings = {
    versions: request.versions,
    own: ownFolders(importing, modules),
    variants: variantsOf(python.texts.keys()),
  };
  const exclusions = [...reaching].flatMap((path) => {
    const text = python.texts.get(path) ?? "";
    const why = exclusionOf(path, text, surroundings) ?? own.excluded(path) ?? request.excluded(path);
    return why === undefined ? [] : [{ path, why }];
  });
  const ownFiles = python.texts.size - users.length;
  const ownCount = ownFiles === 0 ? {} : { ownVllm: ownFiles };
  return {
    folder,
    roots: modules.roots,
    modules,
    files,
    checked,
    texts: python.texts,
    counts: { python: python.texts.size, reaching: reaching.size, documents: wanted.length, ...ownCount },
    exclusions,
    unread,
  };

  function add(file: PreparedFile): void {
    files.set(file.path, file);
    checked.push(file.path);
  }
}

/** The Python of a notebook or document, or why there is none where there should be. */
function prepareDocument(path: string, text: string, parse: ParsePython) {
  const isNotebook = path.endsWith(".ipynb");
  const early = isWide(text) ? WIDE : isNotebook ? notJson(text) : documentLimitOf(text);
  if (early !== undefined) return { prepared: [], why: early };
  // A document may speak of vLLM and show code that uses none.
  const prepared = prepare(path, text, parse).filter((file) => importsVllm(file.text));
  const why = prepared.map((file) => limitOf(file.text)).find((limit) => limit !== undefined);
  return why === undefined ? { prepared, why } : { prepared: [], why };
}

const WIDE = "it is UTF-16 text, and Python and its tools read UTF-8";

/** ASCII in UTF-16 has a null byte beside each letter. */
function isWide(text: string): boolean {
  return text.includes("\0") && !mentionsVllm(text) && mentionsVllm(text.replaceAll("\0", ""));
}

function asPython(exclusion: Exclusion): Unread {
  return { ...exclusion, document: false };
}

function asDocument(exclusion: Exclusion): Unread {
  return { ...exclusion, document: true };
}

/** What is not checked only gives its types. */
function asItIs(path: string, text: string): PreparedFile {
  return { path, text, origin: "python", toSource: ({ line, column }) => ({ path, line, column }) };
}

function notJson(text: string): string | undefined {
  try {
    JSON.parse(text.replace(/^\ufeff/, ""));
    return undefined;
  } catch {
    return "it is not JSON";
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
