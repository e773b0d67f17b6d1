import { parseSpecifier } from "../python/specifier.ts";
import { explain, isSpecifier } from "../python/version.ts";

/**
 * A Poetry constraint as a PEP 440 specifier: `^0.31` is `>=0.31,<0.32`, `~0.31.0` is `>=0.31.0,<0.32`, `0.31.0` is
 * `==0.31.0`, `*` is empty. `undefined` for `||`, which PEP 440 cannot say, and for what is no constraint.
 */
export function poetrySpecifier(constraint: string): string | undefined {
  const clauses: string[] = [];
  // Poetry lets a space stand for a comma.
  for (const part of constraint
    .trim()
    .replace(/(===|[<>=!~^]=?)\s+/g, "$1")
    .split(/\s*,\s*|\s+/)) {
    if (part === "" || part === "*") continue;
    const clause = poetryClause(part);
    if (clause === undefined) return undefined;
    clauses.push(clause);
  }
  const specifier = clauses.join(",");
  return isSpecifier(specifier) ? specifier : undefined;
}

function poetryClause(part: string): string | undefined {
  const [, mark = "", text = ""] = /^(\^|~(?!=))?(.*)$/s.exec(part) ?? [];
  if (mark === "") return parseSpecifier(text)?.length === 1 ? text : `==${text}`;
  const version = explain(text);
  if (version === undefined) return undefined;
  const { release, epoch } = version;
  const firstSet = release.findIndex((segment) => segment !== 0);
  const step = mark === "~" ? Math.min(1, release.length - 1) : firstSet === -1 ? release.length - 1 : firstSet;
  const upper = release.slice(0, step + 1).map((segment, index) => (index === step ? segment + 1 : segment));
  return `>=${text},<${epoch === 0 ? "" : `${epoch}!`}${upper.join(".")}`;
}

/** `^0.31` at 0.32.1 is `^0.32`, `*` is `==0.32.1`; `undefined` for text that is not in Poetry's own notation. */
export function rewritePoetry(raw: string, version: string): string | undefined {
  if (raw.trim() === "*") return `==${version}`;
  const [, mark, written = ""] = /^(\^\s*|~(?!=)\s*)(\S+)$/.exec(raw.trim()) ?? [];
  const from = explain(written);
  const to = explain(version);
  if (mark !== undefined && from !== undefined && to !== undefined) {
    if (to.public !== to.base && from.release.length >= to.release.length) return `${mark}${to.public}`;
    return `${mark}${from.release.map((_, index) => to.release[index] ?? 0).join(".")}`;
  }
  const wildcard = /^(\d+(?:\.\d+)*)\.\*$/.exec(raw.trim())?.[1];
  if (wildcard === undefined || to === undefined) return undefined;
  return `${wildcard
    .split(".")
    .map((_, index) => to.release[index] ?? 0)
    .join(".")}.*`;
}
