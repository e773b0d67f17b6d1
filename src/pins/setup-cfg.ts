import { normalizeName, parseRequirement } from "../python/requirement.ts";
import { isSpecifier } from "../python/version.ts";
import { cut, type Traced } from "../text/traced.ts";
import { type DeclareOptions, declare } from "./declare.ts";
import { type Draft, draftManifest, type GroupOf } from "./draft.ts";
import { type IniOption, iniOptions } from "./ini-values.ts";
import { groupKey, type Manifest, type PinFormat } from "./manifest.ts";
import { addGroup } from "./pyproject-context.ts";
import { fileName, folderOf, normalizePath } from "./repository-path.ts";
import { rewritePin } from "./rewrite.ts";

/**
 * setuptools' declarative configuration: https://setuptools.pypa.io/en/latest/userguide/declarative_config.html, and the environments
 * of `tox.ini`: https://tox.wiki/en/stable/config.html#deps
 */
export const setupCfg: PinFormat = {
  format: "setup-cfg",
  matches: (path) => /^(?:setup\.cfg|tox\.ini)$/i.test(fileName(path)),
  parse: parseSetupCfg,
  rewrite: rewritePin,
};

function parseSetupCfg(text: string, file: string): Manifest {
  const draft = draftManifest(file, "setup-cfg", text);
  const options = iniOptions(text);
  const value = (section: string, key: string) =>
    options.find((option) => option.section === section && option.key === key)?.lines[0]?.text;
  const name = value("metadata", "name");
  const project = name === undefined || name === "" ? undefined : normalizeName(name);
  for (const option of options) {
    const group = groupOf(option);
    if (group !== undefined) readList(draft, option, group, project);
  }
  const python = value("options", "python_requires");
  return draft.finish({
    ...(python !== undefined && isSpecifier(python) ? { requiresPython: python } : {}),
    ...(project === undefined ? {} : { project }),
  });
}

/** What the option's requirements belong to; `undefined` when it holds none. */
function groupOf({ section, key }: IniOption): (GroupOf & Pick<DeclareOptions, "pinOnly">) | undefined {
  if (section === "options.extras_require") return { group: key, groupKind: "extra" };
  if (section.startsWith("testenv") && key === "deps") return { group: section, groupKind: "group", pinOnly: true };
  if (section !== "options") return undefined;
  if (key === "install_requires") return {};
  // What only building or an old test command installs is not installed with the project.
  return key === "setup_requires" || key === "tests_require" ? { pinOnly: true } : undefined;
}

function readList(
  draft: Draft,
  { lines, inline }: IniOption,
  group: GroupOf & Pick<DeclareOptions, "pinOnly">,
  project: string | undefined,
): void {
  const folder = folderOf(draft.file);
  const [first] = lines;
  const files = first !== undefined && /^file:/.test(first.text) ? lines.map(({ text }) => text).join(" ") : undefined;
  if (files !== undefined) {
    const { group: name, groupKind } = group;
    for (const path of files.replace(/^file:/, "").split(/[\s,]+/)) {
      if (path === "") continue;
      const of = name === undefined || groupKind === undefined ? {} : { group: name, groupKind };
      draft.includes.push({ path: normalizePath(`${folder}/${path}`), role: "requirement", ...of });
    }
    return;
  }
  // Written on one line, requirements are parted by semicolons.
  for (const line of lines.length === 1 && inline && first !== undefined ? parts(first) : lines) {
    // tox lets a line be of some environments only: `vllm: vllm==0.31.0`.
    const item = cut(line, /^[\w{},!.-]+:\s+(?=\S)/.exec(line.text)?.[0].length ?? 0);
    const requirement = parseRequirement(item.text);
    if (project !== undefined && requirement?.name === project) {
      const from = group.groupKind === undefined ? "" : groupKey(group.groupKind, group.group ?? "");
      for (const extra of requirement.extras) addGroup(draft, from, groupKey("extra", extra));
    } else declare(draft, item, { role: "requirement", folder, ...group });
  }
}

/** Written on one line, requirements are parted by semicolons (setuptools' `list-semi`). */
function parts(value: Traced): readonly Traced[] {
  const found: Traced[] = [];
  let from = 0;
  for (let end = value.text.indexOf(";"); end !== -1; end = value.text.indexOf(";", from)) {
    found.push(cut(value, from, end));
    from = end + 1;
  }
  return [...found, cut(value, from)];
}
