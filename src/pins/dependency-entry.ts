import { formatRequirement } from "../python/requirement.ts";
import type { GroupOf } from "./draft.ts";
import { poetrySpecifier } from "./poetry-version.ts";
import type { PyprojectContext } from "./pyproject-context.ts";
import { specifierReference } from "./reference.ts";
import { fromRoot } from "./repository-path.ts";
import { sourcePin, sourceUrl } from "./source-table.ts";
import { asList, asString, asTable, type TomlPath } from "./toml-strings.ts";
import { VLLM } from "./vllm.ts";

/**
 * One entry of a table of dependencies, as Poetry, Pipenv and pixi write them: a constraint, or a table of one with extras,
 * markers, and a git repository, an address or a path. Noted for each of `groups`.
 *
 * @param path where the entry stands
 */
export function readDependency(
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
      : localText(fromRoot(local, folder), table["develop"] === true || table["editable"] === true, extras, marker);
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

/** Several markers that all must hold. */
export function joinMarkers(...markers: readonly (string | undefined)[]): string | undefined {
  const given = markers.filter((marker) => marker !== undefined && marker.trim() !== "");
  return given.length > 1 ? given.map((marker) => `(${marker})`).join(" and ") : given[0];
}
