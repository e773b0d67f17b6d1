import type { Requirement } from "../python/requirement.ts";
import { parseSpecifier } from "../python/specifier.ts";
import { normalize, samePublicVersion, satisfies } from "../python/version.ts";
import type { PinReference } from "./pin.ts";
import { tagVersion, vllmFileVersion } from "./vllm.ts";

/** What a requirement on vLLM points at. `uv tool install` writes an exact version as `vllm@0.31.0`. */
export function requirementReference(requirement: Requirement): PinReference {
  const { url, specifier } = requirement;
  if (url === undefined) return specifierReference(specifier);
  const version = normalize(url);
  return version === undefined ? urlReference(url) : { kind: "exact", version };
}

/** A PEP 440 specifier. One `==` without a wildcard decides, whatever stands beside it. */
export function specifierReference(specifier: string): PinReference {
  const clauses = parseSpecifier(specifier) ?? [];
  if (clauses.length === 0) return { kind: "unpinned" };
  const exact = clauses.find(({ operator, wildcard }) => (operator === "==" || operator === "===") && !wildcard);
  const version = exact && normalize(exact.version);
  return version === undefined ? { kind: "range", specifier: specifier.trim() } : { kind: "exact", version };
}

/** PEP 508 direct reference: an archive, or a repository in pip's `git+` form. */
export function urlReference(url: string): PinReference {
  if (!/^git[+@]/.test(url)) {
    // What vLLM's builds between releases are called says nothing: `wheels.vllm.ai/<commit>/vllm-1.0.0.dev-….whl`.
    const version = /\/vllm-1\.0\.0\.dev-/.test(url) ? undefined : vllmFileVersion(url);
    return { kind: "url", url, ...(version === undefined ? {} : { version }) };
  }
  const revision = gitRevision(url);
  const at = revision === undefined ? undefined : url.slice(revision.start, revision.end);
  const repository = url.slice(0, revision === undefined ? gitEnd(url) : revision.start - 1).replace(/^git\+/, "");
  return gitReference(repository, at);
}

export function gitReference(url: string, revision: string | undefined): PinReference {
  const version = revision === undefined ? undefined : tagVersion(revision);
  return {
    kind: "git",
    url,
    ...(revision === undefined ? {} : { revision }),
    ...(version === undefined ? {} : { version }),
  };
}

/** Place of the revision in `git+https://host/owner/name@revision#egg=…`; the `@` of a user name is not it. */
export function gitRevision(url: string): { readonly start: number; readonly end: number } | undefined {
  const end = gitEnd(url);
  const path = url.slice(0, end);
  const at = path.lastIndexOf("@");
  const authority = path.indexOf("://");
  const firstSlash = authority === -1 ? path.indexOf(":") : path.indexOf("/", authority + 3);
  return at > firstSlash && firstSlash !== -1 && at + 1 < end ? { start: at + 1, end } : undefined;
}

/** Where the repository and revision of a git address end. */
export function gitEnd(url: string): number {
  const end = url.search(/[#?]/);
  return end === -1 ? url.length : end;
}

/** The version a pin names, if it names one. */
export function pinnedVersion(reference: PinReference): string | undefined {
  return "version" in reference ? reference.version : undefined;
}

/** Whether what a pin says rules a version out; a range that names no pre-release does not rule one out on purpose. */
export function excludes(reference: PinReference, version: string): boolean {
  const named = pinnedVersion(reference);
  if (named !== undefined) return !samePublicVersion(named, version);
  return reference.kind === "range" && satisfies(version, reference.specifier, { prereleases: true }) === false;
}

/** A version part as a reader would say it. */
export function describeReference(reference: PinReference, written: string): string {
  switch (reference.kind) {
    case "git":
      return `git ${reference.revision ?? "default branch"}`;
    case "url":
      return reference.url;
    default:
      return written;
  }
}
