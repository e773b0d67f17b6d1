import { normalizeName } from "../python/requirement.ts";
import { condaReference } from "./conda-spec.ts";
import { readDependency } from "./dependency-entry.ts";
import type { GroupOf } from "./draft.ts";
import { applyIndex } from "./pip-options.ts";
import type { PyprojectContext } from "./pyproject-context.ts";
import { asList, asString, asTable, type TomlPath, type TomlTable } from "./toml-strings.ts";
import { VLLM } from "./vllm.ts";

/**
 * pixi's tables, in `pyproject.toml` under `tool.pixi`, in `pixi.toml` at the root: dependencies of the workspace, of its features and
 * of platforms (https://pixi.sh/latest/reference/pixi_manifest/). What comes from conda is no part of the requirement set.
 */
export function readPixi(context: PyprojectContext, pixi: TomlTable, path: TomlPath): void {
  readTables(context, pixi, path, {});
  for (const [feature, value] of Object.entries(asTable(pixi["feature"]))) {
    readTables(context, asTable(value), [...path, "feature", feature], { group: feature, groupKind: "group" });
  }
}

function readTables(context: PyprojectContext, tables: TomlTable, path: TomlPath, group: GroupOf): void {
  readConda(context, asTable(tables["dependencies"]), [...path, "dependencies"], group);
  for (const [key, entry] of Object.entries(asTable(tables["pypi-dependencies"]))) {
    readDependency(context, normalizeName(key), entry, [...path, "pypi-dependencies", key], [group]);
  }
  readIndexes(context, asTable(tables["pypi-options"]), [...path, "pypi-options"]);
  for (const [platform, value] of Object.entries(asTable(tables["target"]))) {
    readTables(context, { ...asTable(value), target: {} }, [...path, "target", platform], group);
  }
}

function readConda({ draft, strings }: PyprojectContext, table: TomlTable, path: TomlPath, group: GroupOf): void {
  for (const [key, entry] of Object.entries(table)) {
    if (normalizeName(key) !== VLLM) continue;
    const at = strings.at(typeof entry === "string" ? [...path, key] : [...path, key, "version"]);
    if (at === undefined) continue;
    draft.pin({ at: [at], written: at.text, reference: condaReference(at.text), role: "requirement", ...group });
  }
}

function readIndexes({ draft, strings, folder }: PyprojectContext, options: TomlTable, path: TomlPath): void {
  const single = strings.at([...path, "index-url"]);
  if (asString(options["index-url"]) !== undefined && single !== undefined) {
    applyIndex(draft, "index", single, { folder });
  }
  for (const index of asList(options["extra-index-urls"]).keys()) {
    const address = strings.at([...path, "extra-index-urls", index]);
    if (address !== undefined) applyIndex(draft, "extra-index", address, { folder });
  }
  for (const index of asList(options["find-links"]).keys()) {
    const address = strings.at([...path, "find-links", index, "url"]);
    if (address !== undefined) applyIndex(draft, "find-links", address, { folder });
  }
}
