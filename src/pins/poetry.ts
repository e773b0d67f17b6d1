import { normalizeName } from "../python/requirement.ts";
import { readDependency } from "./dependency-entry.ts";
import type { GroupOf } from "./draft.ts";
import type { BoundIndex } from "./manifest.ts";
import { indexPin } from "./pip-options.ts";
import { poetrySpecifier } from "./poetry-version.ts";
import type { PyprojectContext } from "./pyproject-context.ts";
import { asList, asString, asTable, type TomlPath, type TomlTable } from "./toml-strings.ts";

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

function readSources(
  { draft, strings }: PyprojectContext,
  poetry: TomlTable,
  bound: ReadonlyMap<string, readonly string[]>,
): readonly BoundIndex[] {
  const indexes: BoundIndex[] = [];
  for (const [index, item] of asList(poetry["source"]).entries()) {
    const { name, url, priority } = asTable(item);
    if (typeof name !== "string" || typeof url !== "string") continue;
    if (priority === "default" || priority === "primary") draft.indexes.defaultIndex ??= url;
    else if (priority !== "explicit") draft.indexes.extraIndexes.push(url);
    const address = strings.at(["tool", "poetry", "source", index, "url"]);
    if (address !== undefined) indexPin(draft, address);
    const packages = bound.get(name) ?? [];
    if (packages.length > 0) indexes.push({ name, url, packages, explicit: priority === "explicit" });
  }
  return indexes;
}
