import { type Traced, traced } from "../text/traced.ts";
import type { Draft, GroupOf } from "./draft.ts";
import type { Pin, PinReference, PinRole } from "./pin.ts";
import { gitReference, urlReference } from "./reference.ts";
import { asString, type TomlPath, type TomlStrings, type TomlTable } from "./toml-strings.ts";

/** The direct reference of `{git = …, tag = …}` or `{url = …}`, as uv, Poetry and Pipenv write sources. */
export function sourceUrl(table: TomlTable): string | undefined {
  const git = asString(table["git"]);
  if (git === undefined) return asString(table["url"]);
  const revision = ["rev", "tag", "branch", "ref"]
    .map((key) => asString(table[key]))
    .find((text) => text !== undefined);
  const folder = asString(table["subdirectory"]);
  const address = git.startsWith("git+") ? git : `git+${git.replace(/^git@([^:/]+):/, "ssh://git@$1/")}`;
  return `${address}${revision === undefined ? "" : `@${revision}`}${folder === undefined ? "" : `#subdirectory=${folder}`}`;
}

/** vLLM from a source table: the pin stands where a person would edit it, at the tag, the branch or the address. */
export function sourcePin(
  draft: Draft,
  strings: TomlStrings,
  path: TomlPath,
  table: TomlTable,
  options: { readonly role: PinRole } & GroupOf,
): Pin | undefined {
  const git = asString(table["git"]);
  const key = ["rev", "tag", "branch", "ref", "url", "path", "file"].find(
    (name) => asString(table[name]) !== undefined,
  );
  const at = strings.at([...path, key ?? "git"]);
  if (at === undefined || (git === undefined && key === undefined)) return undefined;
  const reference: PinReference = git === undefined ? urlReference(at.text) : gitReference(git, key && at.text);
  const branch = key === "branch" ? withKey(draft, strings, [...path, key], at) : undefined;
  return draft.pin({ at: branch === undefined ? [at] : [branch, at], written: "", reference, ...options });
}

/** `branch = "main"` with its key: at a release it becomes `tag = "v…"`. */
function withKey(draft: Draft, strings: TomlStrings, path: TomlPath, at: Traced): Traced | undefined {
  const start = strings.keyAt(path);
  const value = at.pieces[0]?.at;
  if (start === undefined || value === undefined) return undefined;
  const end = value + at.text.length + 1;
  const written = draft.text.slice(start, end);
  return /^branch\s*=\s*(["'])[^"'\n]*\1$/.test(written) ? traced(written, start) : undefined;
}
