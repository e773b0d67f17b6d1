import { parse } from "smol-toml";
import { normalizeName } from "../python/requirement.ts";
import { normalize } from "../python/version.ts";
import { readDependency } from "./dependency-entry.ts";
import { draftManifest, type GroupOf } from "./draft.ts";
import type { BoundIndex, Manifest, PinFormat } from "./manifest.ts";
import { indexPin } from "./pip-options.ts";
import { type PyprojectContext, reportTomlSyntax } from "./pyproject-context.ts";
import { fileName, folderOf } from "./repository-path.ts";
import { rewritePin } from "./rewrite.ts";
import { asList, asString, asTable, type TomlTable, tomlStrings } from "./toml-strings.ts";
import { mentionsVllm } from "./vllm.ts";

/** Pipenv's file: TOML, a table of packages a category (https://pipenv.pypa.io/en/latest/pipfile.html). */
export const pipfile: PinFormat = {
  format: "pipfile",
  matches: (path) => /^Pipfile$/i.test(fileName(path)),
  parse: parsePipfile,
  rewrite: rewritePin,
};

/** Tables that are no category of packages. */
const SETTINGS = new Set(["source", "requires", "pipenv", "scripts", "pipfile"]);

function parsePipfile(text: string, file: string): Manifest {
  const draft = draftManifest(file, "pipfile", text);
  let data: TomlTable;
  try {
    data = asTable(parse(text.replace(/^\uFEFF/, "")));
  } catch (error) {
    if (mentionsVllm(text)) reportTomlSyntax(draft, error);
    return draft.finish();
  }
  const context: PyprojectContext = { draft, strings: tomlStrings(text), folder: folderOf(file), project: undefined };
  const bound = new Map<string, string[]>();
  for (const [category, packages] of Object.entries(data)) {
    if (SETTINGS.has(category)) continue;
    for (const [key, entry] of Object.entries(asTable(packages))) {
      readDependency(context, normalizeName(key), entry, [category, key], [groupOf(category)]);
      const index = asString(asTable(entry)["index"]);
      if (index !== undefined) bound.set(index, [...(bound.get(index) ?? []), normalizeName(key)]);
    }
  }
  const boundIndexes = readSources(context, asList(data["source"]), bound);
  const python = pythonOf(asTable(data["requires"]));
  const manifest = draft.finish(python === undefined ? {} : { requiresPython: python });
  return boundIndexes.length === 0 ? manifest : { ...manifest, options: { ...manifest.options, boundIndexes } };
}

function groupOf(category: string): GroupOf {
  if (category === "packages") return {};
  return { group: category === "dev-packages" ? "dev" : category, groupKind: "group" };
}

/** The first source is the default; others serve the packages that name them (`index = "…"`) and all else. */
function readSources(
  { draft, strings }: PyprojectContext,
  list: readonly unknown[],
  bound: ReadonlyMap<string, readonly string[]>,
): readonly BoundIndex[] {
  const indexes: BoundIndex[] = [];
  for (const [index, item] of list.entries()) {
    const { name, url } = asTable(item);
    // `https://$USER:${PASSWORD}@…`: only Pipenv knows what these are.
    if (typeof url !== "string" || url.includes("$")) continue;
    if (index === 0) draft.indexes.defaultIndex = url;
    else draft.indexes.extraIndexes.push(url);
    const address = strings.at(["source", index, "url"]);
    if (address !== undefined) indexPin(draft, address);
    const packages = typeof name === "string" ? (bound.get(name) ?? []) : [];
    if (typeof name === "string" && packages.length > 0) indexes.push({ name, url, packages, explicit: false });
  }
  return indexes;
}

function pythonOf(requires: TomlTable): string | undefined {
  const full = asString(requires["python_full_version"]);
  const short = asString(requires["python_version"]);
  if (full !== undefined) return normalize(full) === undefined ? undefined : `==${full}`;
  return short === undefined || normalize(short) === undefined ? undefined : `==${short}.*`;
}
