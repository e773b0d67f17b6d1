import { normalize } from "../python/version.ts";
import type { PinReference } from "./pin.ts";
import { gitReference, urlReference } from "./reference.ts";

type Fields = ReadonlyMap<string, string>;

/**
 * Whether a locked package is a folder or file of the repository: uv's `source = { editable = "." }`, Poetry's
 * `[package.source]` of type `directory`, PDM's `path`, PEP 751's `directory`.
 */
export function isLocalSource(fields: Fields): boolean {
  if (/^(?:directory|file)$/.test(fields.get("source.type") ?? "")) return true;
  const keys = ["source.virtual", "source.editable", "source.directory", "source.path", "path", "directory.path"];
  return keys.some((key) => fields.has(key));
}

/** What a locked package is, as uv, Poetry, PDM and PEP 751 write it. */
export function lockedReference(version: string, fields: Fields): PinReference {
  const git = gitSource(fields);
  if (git !== undefined) return { ...gitReference(git.url, git.revision), version } as PinReference;
  const url = fields.get("source.url") ?? fields.get("url") ?? fields.get("archive.url");
  // Poetry names the index that way.
  if (url !== undefined && fields.get("source.type") !== "legacy") return urlReference(url);
  return { kind: "exact", version: normalize(version) ?? version };
}

function gitSource(fields: Fields): { readonly url: string; readonly revision: string | undefined } | undefined {
  const uv = fields.get("source.git");
  if (uv !== undefined) {
    const revision = /[?&](?:rev|tag|branch)=([^&#]*)/.exec(uv)?.[1] ?? uv.split("#")[1];
    return { url: uv.replace(/[?#].*$/s, ""), revision };
  }
  const poetry = fields.get("source.type") === "git" ? fields.get("source.url") : undefined;
  if (poetry !== undefined) return { url: poetry, revision: fields.get("source.reference") };
  const pdm = fields.get("git");
  if (pdm !== undefined) return { url: pdm, revision: fields.get("ref") ?? fields.get("revision") };
  const pylock = fields.get("vcs.url");
  if (pylock === undefined) return undefined;
  return { url: pylock, revision: fields.get("vcs.requested-revision") ?? fields.get("vcs.commit-id") };
}
