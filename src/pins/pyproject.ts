import { parse } from "smol-toml";
import { normalizeName } from "../python/requirement.ts";
import { isSpecifier } from "../python/version.ts";
import { draftManifest, type GroupOf } from "./draft.ts";
import { readHatch } from "./hatch-settings.ts";
import { groupKey, type Manifest, type PinFormat } from "./manifest.ts";
import { readPdm } from "./pdm-settings.ts";
import { readPixi } from "./pixi-settings.ts";
import { poetryProject, readPoetry } from "./poetry.ts";
import { addGroup, declareList, type PyprojectContext, reportTomlSyntax } from "./pyproject-context.ts";
import { fileName, folderOf, normalizePath } from "./repository-path.ts";
import { rewritePin } from "./rewrite.ts";
import { asList, asString, asTable, type TomlTable, tomlStrings } from "./toml-strings.ts";
import { toolCommandPins } from "./tool-commands.ts";
import { readUv } from "./uv-settings.ts";
import { mentionsVllm } from "./vllm.ts";

/**
 * `pyproject.toml` (PEP 621, PEP 735, Poetry, PDM, Hatch, uv, pixi), and variants beside it: `pyproject.vllm.toml`. `pixi.toml` has
 * pixi's tables at its root.
 */
export const pyproject: PinFormat = {
  format: "pyproject",
  matches: (path) => /^(?:(?:[^/]*[._-])?pyproject(?:[._-][^/]*)?|pixi)\.toml$/i.test(fileName(path)),
  parse: parsePyproject,
  rewrite: rewritePin,
};

function parsePyproject(text: string, file: string): Manifest {
  const draft = draftManifest(file, "pyproject", text);
  let data: TomlTable;
  try {
    data = asTable(parse(text.replace(/^\uFEFF/, "")));
  } catch (error) {
    if (mentionsVllm(text)) reportTomlSyntax(draft, error);
    return draft.finish();
  }
  const project = asTable(data["project"]);
  const name = asString(project["name"]) ?? poetryProject(data);
  const context: PyprojectContext = {
    draft,
    strings: tomlStrings(text),
    folder: folderOf(file),
    project: name === undefined ? undefined : normalizeName(name),
  };
  readProject(context, project);
  readGroups(context, asTable(data["dependency-groups"]));
  readDynamic(context, data);
  readBuild(context, data);
  readHatch(context, data);
  readPdm(context, data);
  if (/^pixi\.toml$/i.test(fileName(file))) readPixi(context, data, []);
  else readPixi(context, asTable(asTable(data["tool"])["pixi"]), ["tool", "pixi"]);
  const poetry = readPoetry(context, data);
  const uv = readUv(context, data);
  const python = asString(project["requires-python"]) ?? poetry.requiresPython;
  const boundIndexes = [...uv.boundIndexes, ...poetry.boundIndexes];
  const written =
    context.strings.at(["project", "requires-python"]) ??
    context.strings.at(["tool", "poetry", "dependencies", "python"]);
  const at = written && draft.place([written]);
  const manifest = draft.finish({
    ...(python !== undefined && isSpecifier(python)
      ? {
          requiresPython: python,
          ...(at === undefined ? {} : { pythons: [{ ...at, python: { specifier: python }, by: "requires-python" }] }),
        }
      : {}),
    ...(context.project === undefined ? {} : { project: context.project }),
    ...(uv.workspace === undefined ? {} : { workspace: uv.workspace }),
  });
  return {
    ...manifest,
    pins: [...manifest.pins, ...toolCommandPins(context)].sort((a, b) => a.line - b.line || a.column - b.column),
    ...(boundIndexes.length === 0 ? {} : { options: { ...manifest.options, boundIndexes } }),
  };
}

/** PEP 621: `dependencies`, and each extra of `optional-dependencies`. */
function readProject(context: PyprojectContext, project: TomlTable): void {
  declareList(context, ["project", "dependencies"], project["dependencies"], { role: "requirement" });
  for (const [extra, list] of Object.entries(asTable(project["optional-dependencies"]))) {
    const group: GroupOf = { group: extra, groupKind: "extra" };
    declareList(context, ["project", "optional-dependencies", extra], list, { role: "requirement", ...group });
  }
}

/** PEP 735: lists of requirements and of `{include-group = "name"}`. */
function readGroups(context: PyprojectContext, groups: TomlTable): void {
  for (const [group, list] of Object.entries(groups)) {
    const path = ["dependency-groups", group];
    declareList(context, path, list, { role: "requirement", group, groupKind: "group" });
    for (const item of asList(list)) {
      const included = asString(asTable(item)["include-group"]);
      if (included !== undefined) addGroup(context.draft, groupKey("group", group), groupKey("group", included));
    }
  }
}

/** What builds the project (PEP 518), and what uv builds others with: installed beside it, not with it. */
function readBuild(context: PyprojectContext, data: TomlTable): void {
  const own = { role: "requirement", pinOnly: true } as const;
  declareList(context, ["build-system", "requires"], asTable(data["build-system"])["requires"], own);
  const uv = asTable(asTable(data["tool"])["uv"]);
  const limits = ["tool", "uv", "build-constraint-dependencies"];
  declareList(context, limits, uv["build-constraint-dependencies"], { role: "constraint", pinOnly: true });
  for (const [name, list] of Object.entries(asTable(uv["extra-build-dependencies"]))) {
    declareList(context, ["tool", "uv", "extra-build-dependencies", name], list, own);
  }
}

/** setuptools reads dependencies from requirements files when told: then those files are part of the project. */
function readDynamic({ draft, folder }: PyprojectContext, data: TomlTable): void {
  const dynamic = asTable(asTable(asTable(data["tool"])["setuptools"])["dynamic"]);
  const include = (files: unknown, group: GroupOf) => {
    for (const path of [asString(files) ?? files].flat()) {
      if (typeof path !== "string") continue;
      draft.includes.push({ path: normalizePath(`${folder}/${path}`), role: "requirement", ...group });
    }
  };
  include(asTable(dynamic["dependencies"])["file"], {});
  for (const [extra, from] of Object.entries(asTable(dynamic["optional-dependencies"]))) {
    include(asTable(from)["file"], { group: extra, groupKind: "extra" });
  }
}
