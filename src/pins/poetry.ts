import { formatRequirement, normalizeName } from "../python/requirement.ts";
import type { GroupOf } from "./draft.ts";
import type { BoundIndex } from "./manifest.ts";
import { indexPin } from "./pip-options.ts";
import { poetrySpecifier } from "./poetry-version.ts";
import type { PyprojectContext } from "./pyproject-context.ts";
import { specifierReference } from "./reference.ts";
import { fromRoot } from "./repository-path.ts";
import { sourcePin, sourceUrl } from "./source-table.ts";
import { asList, asString, asTable, type TomlPath, type TomlTable } from "./toml-strings.ts";
import { VLLM } from "./vllm.ts";

export function poetryProject(data: TomlTable): string | undefined {
  return asString(poetryTable(data)["name"]);
}

function poetryTable(data: TomlTable): TomlTable {
  return asTable(asTable(data["tool"])["poetry"]);
}

/** `[tool.poetry]`: dependencies, groups, extras and sources. Constraints are turned into PEP 440. */
export function readPoetry(
  context: PyprojectContext,
  data: TomlTable,
): { readonly requiresPython?: string; readonly boundIndexes: readonly BoundIndex[] } {
  const poetry = poetryTable(data);
  const base: TomlPath = ["tool", "poetry"];
  const dependencies = asTable(poetry["dependencies"]);
  const extras = extrasOf(asTable(poetry["extras"]));
  const bound = new Map<string, string[]>();
  readTable(context, [...base, "dependencies"], dependencies, () => ({}), extras, bound);
  const development = { group: "dev", groupKind: "group" } as const;
  readTable(context, [...base, "dev-dependencies"], asTable(poetry["dev-dependencies"]), () => development, [], bound);
  for (const [group, value] of Object.entries(asTable(poetry["group"]))) {
    const path = [...base, "group", group, "dependencies"];
    readTable(context, path, asTable(asTable(value)["dependencies"]), () => ({ group, groupKind: "group" }), [], bound);
  }
  const python = poetrySpecifier(asString(dependencies["python"]) ?? "");
  return { ...(python ? { requiresPython: python } : {}), boundIndexes: readSources(context, poetry, bound) };
}

/** Extras as pairs of extra and dependency: an optional dependency is in the set only through one. */
function extrasOf(extras: TomlTable): readonly (readonly [string, string])[] {
  return Object.entries(extras).flatMap(([extra, list]) =>
    asList(list).flatMap((name) => (typeof name === "string" ? [[extra, normalizeName(name)] as const] : [])),
  );
}

function readTable(
  context: PyprojectContext,
  path: TomlPath,
  table: TomlTable,
  group: () => GroupOf,
  extras: readonly (readonly [string, string])[],
  bound: Map<string, string[]>,
): void {
  for (const [key, value] of Object.entries(table)) {
    const name = normalizeName(key);
    if (name === "python" || name === context.project) continue;
    const entries = Array.isArray(value)
      ? value.map((item, index) => [item, [...path, key, index]] as const)
      : [[value, [...path, key]] as const];
    for (const [entry, at] of entries) {
      const named = extras.filter(([, dependency]) => dependency === name).map(([extra]) => extra);
      const optional = asTable(entry)["optional"] === true;
      const groups: readonly GroupOf[] = optional
        ? named.map((extra) => ({ group: extra, groupKind: "extra" }))
        : [group()];
      readDependency(context, name, entry, at, groups.length === 0 ? [{}] : groups);
      const source = asString(asTable(entry)["source"]);
      if (source !== undefined) bound.set(source, [...(bound.get(source) ?? []), name]);
    }
  }
}

function readDependency(
  context: PyprojectContext,
  name: string,
  entry: unknown,
  path: TomlPath,
  groups: readonly GroupOf[],
): void {
  const { draft, strings, folder } = context;
  const table = asTable(entry);
  const inline = typeof entry === "string";
  const constraint = (inline ? entry : asString(table["version"])) ?? "";
  const specifier = poetrySpecifier(constraint);
  const marker = joinMarkers(asString(table["markers"]), pythonMarker(asString(table["python"])));
  const extras = asList(table["extras"]).filter((extra) => typeof extra === "string");
  const local = asString(table["path"]) ?? asString(table["file"]);
  const url = sourceUrl(table);
  const at = strings.at(inline ? path : [...path, "version"]);
  const offset = at?.pieces[0]?.at ?? strings.keyAt(path) ?? 0;
  let line = draft.line(offset);
  if (name === VLLM) {
    if (specifier === undefined) {
      draft.problem(
        offset,
        `${JSON.stringify(constraint)} is not a range PEP 440 can say`,
        "Write one range, without ||.",
      );
    }
    const role = "requirement";
    const pin =
      at !== undefined && specifier !== undefined
        ? draft.pin({ at: [at], written: constraint, reference: specifierReference(specifier), role, ...groups[0] })
        : sourcePin(draft, strings, path, table, { role, ...groups[0] });
    line = pin?.line ?? line;
  }
  const text =
    local === undefined
      ? formatRequirement({ name, extras, specifier: specifier ?? "", url, marker })
      : localText(fromRoot(local, folder), table["develop"] === true, extras, marker);
  if (text === undefined) return;
  for (const group of groups) draft.requirements.push({ text, name, role: "requirement", ...group, line });
}

function localText(path: string | undefined, editable: boolean, extras: readonly string[], marker: string | undefined) {
  if (path === undefined) return undefined;
  const head = `${editable ? "-e " : ""}${path}${extras.length === 0 ? "" : `[${extras.join(",")}]`}`;
  return marker === undefined ? head : `${head} ; ${marker}`;
}

/** `python = "<3.13"` on a dependency is a marker of PEP 508. */
function pythonMarker(python: string | undefined): string | undefined {
  const specifier = poetrySpecifier(python ?? "");
  if (!specifier) return undefined;
  return specifier
    .split(",")
    .map((clause) => clause.trim().replace(/^([=<>!~]+)\s*(.+)$/, "python_full_version $1 '$2'"))
    .join(" and ");
}

export function joinMarkers(...markers: readonly (string | undefined)[]): string | undefined {
  const given = markers.filter((marker) => marker !== undefined && marker.trim() !== "");
  return given.length > 1 ? given.map((marker) => `(${marker})`).join(" and ") : given[0];
}

function readSources(
  { draft, strings }: PyprojectContext,
  poetry: TomlTable,
  bound: ReadonlyMap<string, readonly string[]>,
): readonly BoundIndex[] {
  const indexes: BoundIndex[] = [];
  for (const [index, item] of asList(poetry["source"]).entries()) {
    const { name, url, priority } = asTable(item);
    if (typeof name !== "string" || typeof url !== "string") continue;
    if (priority === "default" || priority === "primary") draft.defaultIndex ??= url;
    else if (priority !== "explicit") draft.extraIndexes.push(url);
    const address = strings.at(["tool", "poetry", "source", index, "url"]);
    if (address !== undefined) indexPin(draft, address);
    const packages = bound.get(name) ?? [];
    if (packages.length > 0) indexes.push({ name, url, packages, explicit: priority === "explicit" });
  }
  return indexes;
}
