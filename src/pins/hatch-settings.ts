import type { GroupOf } from "./draft.ts";
import { groupKey } from "./manifest.ts";
import { addGroup, declareList, type PyprojectContext } from "./pyproject-context.ts";
import { normalizePath } from "./repository-path.ts";
import { asList, asTable, type TomlTable } from "./toml-strings.ts";

/** `[tool.hatch]`: environments, each with its own dependencies (https://hatch.pypa.io/latest/config/environment/overview/). */
export function readHatch(context: PyprojectContext, data: TomlTable): void {
  const hatch = asTable(asTable(data["tool"])["hatch"]);
  for (const [group, value] of Object.entries(asTable(hatch["envs"]))) {
    const environment = asTable(value);
    for (const key of ["dependencies", "extra-dependencies"]) {
      const path = ["tool", "hatch", "envs", group, key];
      declareList(context, path, environment[key], { role: "requirement", group, groupKind: "group" });
    }
    for (const feature of asList(environment["features"])) {
      if (typeof feature === "string") addGroup(context.draft, groupKey("group", group), groupKey("extra", feature));
    }
  }
  readFiles(context, asTable(asTable(asTable(hatch["metadata"])["hooks"])["requirements_txt"]));
}

/** The plugin hatch-requirements-txt: what the project depends on stands in requirements files. */
function readFiles({ draft, folder }: PyprojectContext, hook: TomlTable): void {
  const include = (files: unknown, group: GroupOf) => {
    for (const path of asList(files)) {
      if (typeof path !== "string") continue;
      draft.includes.push({ path: normalizePath(`${folder}/${path}`), role: "requirement", ...group });
    }
  };
  include(hook["files"], {});
  for (const [extra, files] of Object.entries(asTable(hook["optional-dependencies"]))) {
    include(files, { group: extra, groupKind: "extra" });
  }
}
