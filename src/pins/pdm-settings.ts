import { formatRequirement, normalizeName } from "../python/requirement.ts";
import { indexPin } from "./pip-options.ts";
import { poetrySpecifier } from "./poetry-version.ts";
import { declareList, type PyprojectContext } from "./pyproject-context.ts";
import { specifierReference, urlReference } from "./reference.ts";
import { asList, asString, asTable, type TomlTable } from "./toml-strings.ts";
import { VLLM } from "./vllm.ts";

/** `[tool.pdm]`: development groups, overrides and sources (https://pdm-project.org/latest/reference/pep621/). */
export function readPdm(context: PyprojectContext, data: TomlTable): void {
  const pdm = asTable(asTable(data["tool"])["pdm"]);
  const path = ["tool", "pdm"];
  for (const [group, list] of Object.entries(asTable(pdm["dev-dependencies"]))) {
    const options = { role: "requirement", group, groupKind: "group" } as const;
    declareList(context, [...path, "dev-dependencies", group], list, options);
  }
  for (const [name, value] of Object.entries(asTable(asTable(pdm["resolution"])["overrides"]))) {
    readOverride(context, name, value);
  }
  for (const [index, item] of asList(pdm["source"]).entries()) {
    const { url, type } = asTable(item);
    // `https://${USER}@…`: only PDM knows what that is.
    if (typeof url !== "string" || url.includes("$")) continue;
    (type === "find_links" ? context.draft.indexes.findLinks : context.draft.indexes.extraIndexes).push(url);
    const address = context.strings.at([...path, "source", index, "url"]);
    if (address !== undefined) indexPin(context.draft, address);
  }
}

/** An exact version without an operator, a specifier, or an address. */
function readOverride({ draft, strings }: PyprojectContext, key: string, value: unknown): void {
  const written = asString(value);
  const at = strings.at(["tool", "pdm", "resolution", "overrides", key]);
  if (written === undefined || at === undefined) return;
  const name = normalizeName(key);
  const url = /^[a-z+]+:\/\//i.test(written) ? written : undefined;
  const specifier = url === undefined ? poetrySpecifier(written) : "";
  if (specifier === undefined) return;
  const reference = url === undefined ? specifierReference(specifier) : urlReference(url);
  const pin = name === VLLM ? draft.pin({ at: [at], written, reference, role: "override" }) : undefined;
  const line = pin?.line ?? draft.line(at.pieces[0]?.at ?? 0);
  draft.requirements.push({ text: formatRequirement({ name, specifier, url }), name, role: "override", line });
}
