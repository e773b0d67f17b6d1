import { formatRequirement, normalizeName, parseRequirement } from "../python/requirement.ts";
import { joinMarkers } from "./dependency-entry.ts";
import type { BoundIndex, DeclaredRequirement, Manifest } from "./manifest.ts";
import { applyIndex, indexPin } from "./pip-options.ts";
import { declareList, type PyprojectContext } from "./pyproject-context.ts";
import { fromRoot, normalizePath } from "./repository-path.ts";
import { sourcePin, sourceUrl } from "./source-table.ts";
import { asList, asString, asTable, type TomlTable } from "./toml-strings.ts";
import { VLLM } from "./vllm.ts";

type Workspace = NonNullable<Manifest["workspace"]>;

/** `[tool.uv]`: what it adds to, overrides in and binds of the project's dependencies. */
export function readUv(
  context: PyprojectContext,
  data: TomlTable,
): { readonly boundIndexes: readonly BoundIndex[]; readonly workspace?: Workspace } {
  const uv = asTable(asTable(data["tool"])["uv"]);
  const path = ["tool", "uv"];
  declareList(context, [...path, "override-dependencies"], uv["override-dependencies"], { role: "override" });
  declareList(context, [...path, "constraint-dependencies"], uv["constraint-dependencies"], { role: "constraint" });
  const development = { role: "requirement", group: "dev", groupKind: "group" } as const;
  declareList(context, [...path, "dev-dependencies"], uv["dev-dependencies"], development);
  const sources = asTable(uv["sources"]);
  for (const [key, source] of Object.entries(sources)) readSource(context, key, source);
  readIndexOptions(context, uv, path);
  readIndexOptions(context, asTable(uv["pip"]), [...path, "pip"]);
  const boundIndexes = readIndexes(context, asList(uv["index"]), sources);
  if (uv["workspace"] === undefined) return { boundIndexes };
  const workspace = asTable(uv["workspace"]);
  const globs = (list: unknown) =>
    asList(list).flatMap((glob) => (typeof glob === "string" ? [normalizePath(`${context.folder}/${glob}`)] : []));
  return { boundIndexes, workspace: { members: globs(workspace["members"]), exclude: globs(workspace["exclude"]) } };
}

/** A source replaces the index for a dependency already declared; one with a marker does so only where it holds. */
function readSource(context: PyprojectContext, key: string, value: unknown): void {
  const { draft, strings } = context;
  const name = normalizeName(key);
  const entries = Array.isArray(value) ? value : [value];
  for (const [index, entry] of entries.entries()) {
    const table = asTable(entry);
    const path = ["tool", "uv", "sources", key, ...(Array.isArray(value) ? [index] : [])];
    if (name === VLLM) sourcePin(draft, strings, path, table, { role: "requirement" });
    else redirect(context, name, table);
  }
}

function redirect({ draft, folder }: PyprojectContext, name: string, table: TomlTable): void {
  const marker = asString(table["marker"]);
  const scope = asString(table["extra"]) ?? asString(table["group"]);
  for (const [index, declared] of [...draft.requirements.entries()]) {
    if (declared.name !== name || declared.role !== "requirement") continue;
    if (scope !== undefined && declared.group !== scope) continue;
    const moved = redirected(declared, table, marker, folder);
    if (moved === undefined) continue;
    if (marker === undefined) draft.requirements[index] = moved;
    else draft.requirements.push(moved);
  }
}

function redirected(
  declared: DeclaredRequirement,
  table: TomlTable,
  marker: string | undefined,
  folder: string,
): DeclaredRequirement | undefined {
  const requirement = parseRequirement(declared.text);
  if (requirement === undefined) return undefined;
  if (table["workspace"] === true) return { ...declared, workspaceMember: true };
  const markers = joinMarkers(requirement.marker, marker);
  const path = asString(table["path"]);
  const url = sourceUrl(table);
  if (path !== undefined) {
    const place = fromRoot(path, folder);
    if (place === undefined) return undefined;
    const extras = requirement.extras.length === 0 ? "" : `[${requirement.extras.join(",")}]`;
    const text = `${table["editable"] === true ? "-e " : ""}${place}${extras}${markers ? ` ; ${markers}` : ""}`;
    return { ...declared, text };
  }
  if (url === undefined) return undefined;
  return { ...declared, text: formatRequirement({ ...requirement, url, marker: markers }) };
}

function readIndexOptions(
  { draft, strings, folder }: PyprojectContext,
  table: TomlTable,
  path: readonly string[],
): void {
  const single = strings.at([...path, "index-url"]);
  if (single !== undefined) applyIndex(draft, "index", single, { folder });
  for (const [key, kind] of [
    ["extra-index-url", "extra-index"],
    ["find-links", "find-links"],
  ] as const) {
    for (const index of asList(table[key]).keys()) {
      const value = strings.at([...path, key, index]);
      if (value !== undefined) applyIndex(draft, kind, value, { folder });
    }
  }
}

function readIndexes(
  { draft, strings }: PyprojectContext,
  list: readonly unknown[],
  sources: TomlTable,
): readonly BoundIndex[] {
  const bound: BoundIndex[] = [];
  for (const [index, item] of list.entries()) {
    const { name, url, explicit, default: replaces } = asTable(item);
    if (typeof url !== "string") continue;
    const address = strings.at(["tool", "uv", "index", index, "url"]);
    if (address !== undefined) indexPin(draft, address);
    if (replaces === true) draft.indexes.defaultIndex = url;
    else if (explicit !== true) draft.indexes.extraIndexes.push(url);
    const packages = Object.entries(sources)
      .filter(([, source]) => [source].flat().some((entry) => asTable(entry)["index"] === name))
      .map(([key]) => normalizeName(key));
    if (typeof name === "string" && packages.length > 0) {
      bound.push({ name, url, packages, explicit: explicit === true });
    }
  }
  return bound;
}
