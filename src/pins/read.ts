import type { ParsePython } from "../platform/syntax-parsers.ts";
import type { FileTree } from "../platform/tree.ts";
import { isKind } from "./format-kind.ts";
import { formatOfPath } from "./formats.ts";
import type { DeclaredRequirement, Include, Manifest, ParseContext, PinFormat, Problem } from "./manifest.ts";
import type { ManifestMemory } from "./manifest-memory.ts";
import type { Pin } from "./pin.ts";
import { folderOf } from "./repository-path.ts";
import { requirements } from "./requirements.ts";
import { mentionsVllm, VLLM } from "./vllm.ts";

export interface PinReading {
  /** Sorted by path. `includes` name files that are among them. */
  readonly manifests: readonly Manifest[];
  /** Sorted by path, line and column. */
  readonly pins: readonly Pin[];
  /** Install lines in documents: they decide nothing, and name a version that readers copy. Sorted as the pins. */
  readonly mentions: readonly Pin[];
  readonly problems: readonly Problem[];
}

/**
 * Reads every manifest of a tree and what they include, wherever it is. What cannot be read is a problem, when it concerns
 * vLLM: a file that names it, or an include of one whose requirement set then would be incomplete.
 *
 * @param loadPython the Python grammar: asked for when there is Python that may pin vLLM
 * @param memory of what was parsed before, in another snapshot of the same repository
 */
export async function readManifests(
  tree: FileTree,
  loadPython: () => Promise<ParsePython>,
  memory?: ManifestMemory,
): Promise<PinReading> {
  const [paths, saying] = await Promise.all([tree.list(), tree.saying?.(VLLM)]);
  const present = new Set(paths);
  const manifests = new Map<string, Manifest>();
  const missing: { manifest: string; include: Include }[] = [];
  let wanted = paths.flatMap((path) => {
    const format = formatOfPath(path);
    return format === undefined ? [] : [{ path, format }];
  });
  const seen = new Set(wanted.map(({ path }) => path));
  while (wanted.length > 0) {
    const worth = wanted.filter(({ path, format }) => format.concerns === undefined || (saying?.has(path) ?? true));
    const read = await Promise.all(worth.map(async (entry) => ({ ...entry, text: await tree.read(entry.path) })));
    wanted = [];
    const concerned = read.filter(({ format, text = "" }) => format.concerns?.(text) !== false);
    const context = await contextOf(concerned, { present, tree, loadPython });
    for (const { path, format, text } of concerned) {
      if (text === undefined) continue;
      const parse = () => safely(format, text, path, context);
      const manifest = settle(memory?.manifest({ format, path, text }, context, parse) ?? parse(), present, missing);
      manifests.set(path, manifest);
      for (const { path: included } of manifest.includes) {
        if (seen.has(included)) continue;
        seen.add(included);
        wanted.push({ path: included, format: formatOfPath(included) ?? requirements });
      }
    }
  }
  const found = asConstraints([...manifests.values()].sort((a, b) => (a.file < b.file ? -1 : 1)));
  const concerned = connected(found);
  const problems = [
    ...found.flatMap((manifest) => manifest.problems),
    ...missing.filter(({ manifest }) => concerned.has(manifest)).map(includeProblem),
  ];
  return {
    manifests: found,
    pins: distinct(found.filter(({ format }) => format !== "document").flatMap(({ pins }) => pins)),
    mentions: found.filter(({ format }) => format === "document").flatMap(({ pins }) => pins),
    problems: problems.sort((a, b) => (a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : a.file < b.file ? -1 : 1)),
  };
}

/** Sorted; what a Compose file takes from an `.env`, that file may have told itself. */
function distinct(pins: readonly Pin[]): readonly Pin[] {
  const places = new Map(pins.map((pin) => [`${pin.file}\0${pin.line}\0${pin.column}`, pin]));
  if (
    places.size === pins.length &&
    pins.every(({ file }, index) => index === 0 || (pins[index - 1]?.file ?? "") <= file)
  )
    return pins;
  return [...places.values()].sort((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  );
}

interface Reading {
  readonly present: ReadonlySet<string>;
  readonly tree: FileTree;
  readonly loadPython: () => Promise<ParsePython>;
}

/** The files that formats ask for beside those they read, and the grammar where one does: loading it takes a while. */
async function contextOf(
  files: readonly { readonly path: string; readonly format: PinFormat; readonly text: string | undefined }[],
  { present, tree, loadPython }: Reading,
): Promise<ParseContext> {
  const needed = new Set(files.flatMap(({ path, format }) => format.needs?.(path) ?? []));
  const texts = new Map<string, string | undefined>();
  const found = [...needed].filter((path) => present.has(path));
  await Promise.all(found.map(async (path) => texts.set(path, await tree.read(path))));
  const python = files.some(({ format, text }) => text !== undefined && format.hasPython?.(text));
  return { beside: (path) => texts.get(path), python: python ? await loadPython() : notLoaded };
}

function notLoaded(): never {
  throw new Error("The Python grammar was not loaded.");
}

/** A parser that fails on text nobody thought of must not take the others' pins with it. */
function safely(format: PinFormat, text: string, path: string, context: ParseContext): Manifest {
  try {
    return format.parse(text, path, context);
  } catch (error) {
    const message = `The file could not be read: ${error instanceof Error ? error.message.split("\n", 1)[0] : error}`;
    const problem = { file: path, message, remedy: "Report this: a file that cannot be read should say why." };
    return {
      file: path,
      format: format.format,
      pins: [],
      requirements: [],
      includes: [],
      options: { extraIndexes: [], findLinks: [] },
      locked: new Map(),
      problems: mentionsVllm(text) ? [problem] : [],
    };
  }
}

/** Keeps the includes that are in the tree, at the path they have there. */
function settle(
  manifest: Manifest,
  present: ReadonlySet<string>,
  missing: { manifest: string; include: Include }[],
): Manifest {
  const includes = manifest.includes.flatMap((include) => {
    const path = [include.path, ...(include.alternatives ?? [])].find((candidate) => present.has(candidate));
    if (path !== undefined) return path === manifest.file ? [] : [{ ...include, path }];
    if (!include.optional) missing.push({ manifest: manifest.file, include });
    return [];
  });
  const { requirements } = manifest;
  // Where commands run is not known.
  if (!isKind(manifest.format, "image", "service", "script")) return { ...manifest, includes };
  return { ...manifest, includes, requirements: requirements.flatMap((one) => builtFrom(one, manifest.file, present)) };
}

/**
 * A local path that a build installs: relative to the file's folder or to the repository's root. What is at neither is
 * fetched or made during the build, and nothing here can resolve it.
 */
function builtFrom(
  requirement: DeclaredRequirement,
  file: string,
  present: ReadonlySet<string>,
): readonly DeclaredRequirement[] {
  const [, before = "", path, after = ""] = /^((?:-e )?(?:\S+ @ )?)([./~][^\s[;]*)(.*)$/s.exec(requirement.text) ?? [];
  if (path === undefined) return [requirement];
  const written = path.replace(/^\.\//, "");
  const folder = `${folderOf(file)}/`;
  const found = [written, written.startsWith(folder) ? written.slice(folder.length) : written].find((place) =>
    ["", "/pyproject.toml", "/setup.py"].some((project) => present.has(`${place}${project}`)),
  );
  return found === undefined ? [] : [{ ...requirement, text: `${before}./${found}${after}` }];
}

/** A file that only ever limits others (`-c`), whatever its name, holds constraints. */
function asConstraints(manifests: readonly Manifest[]): readonly Manifest[] {
  const includes = manifests.flatMap((manifest) => manifest.includes);
  return manifests.map((manifest) => {
    if (formatOfPath(manifest.file) !== undefined) return manifest;
    const roles = new Set(includes.filter(({ path }) => path === manifest.file).map(({ role }) => role));
    const [role] = roles;
    if (role === undefined || role === "requirement" || roles.size > 1) return manifest;
    return {
      ...manifest,
      pins: manifest.pins.map((pin) => ({ ...pin, role })),
      requirements: manifest.requirements.map((requirement) => ({ ...requirement, role })),
    };
  });
}

/** Files with a vLLM pin, and every file that includes them or that they include. */
function connected(manifests: readonly Manifest[]): ReadonlySet<string> {
  const neighbours = new Map<string, string[]>();
  const link = (from: string, to: string) => neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
  for (const { file, includes } of manifests) {
    for (const { path } of includes) {
      link(file, path);
      link(path, file);
    }
  }
  const reached = new Set(manifests.filter(({ pins }) => pins.length > 0).map(({ file }) => file));
  for (const file of reached) for (const neighbour of neighbours.get(file) ?? []) reached.add(neighbour);
  return reached;
}

function includeProblem({ manifest, include }: { manifest: string; include: Include }): Problem {
  const outside = /^(?:\.\.|\/|[a-z]+:\/\/)|\$\{/i.test(include.path);
  return {
    file: manifest,
    ...(include.line === undefined ? {} : { line: include.line }),
    message: outside
      ? `It includes ${include.path}, which is outside the repository`
      : `It includes ${include.path}, which does not exist`,
    remedy: outside
      ? "Copy the file into the repository, so that the whole requirement set can be read."
      : "Correct the path (it is relative to the file that names it), or remove the line.",
  };
}
