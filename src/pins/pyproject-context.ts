import { TomlError } from "smol-toml";
import { parseRequirement } from "../python/requirement.ts";
import { offsetOf } from "../text/line-index.ts";
import { type DeclareOptions, declare } from "./declare.ts";
import type { Draft } from "./draft.ts";
import { groupKey } from "./manifest.ts";
import { asList, type TomlPath, type TomlStrings } from "./toml-strings.ts";

/** What the readers of the file's sections share. */
export interface PyprojectContext {
  readonly draft: Draft;
  readonly strings: TomlStrings;
  readonly folder: string;
  readonly project: string | undefined;
}

/** Notes each requirement of a list; one that names the project itself (`pkg[extra]`) pulls in its extras. */
export function declareList(
  context: PyprojectContext,
  path: TomlPath,
  list: unknown,
  options: Omit<DeclareOptions, "folder">,
): void {
  const { draft, strings, folder, project } = context;
  for (const [index, item] of asList(list).entries()) {
    const value = strings.at([...path, index]);
    if (typeof item !== "string" || value === undefined || value.text !== item) continue;
    const requirement = parseRequirement(item);
    if (project !== undefined && requirement?.name === project) {
      const from = options.groupKind === undefined ? "" : groupKey(options.groupKind, options.group ?? "");
      for (const extra of requirement.extras) addGroup(draft, from, groupKey("extra", extra));
    } else declare(draft, value, { ...options, folder });
  }
}

export function addGroup(draft: Draft, from: string, to: string): void {
  const known = draft.groupIncludes.get(from);
  if (known === undefined) draft.groupIncludes.set(from, [to]);
  else known.push(to);
}

/** Where the text stops being TOML, and why. */
export function reportTomlSyntax(draft: Draft, error: unknown): void {
  const message = (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
  const offset = error instanceof TomlError ? offsetOf(draft.text, error.line, error.column) : undefined;
  draft.problem(offset, `The file is not valid TOML: ${message}`, "Fix the syntax at this place.");
}
