import { parseRequirement } from "../python/requirement.ts";
import { type Clause, parseSpecifier } from "../python/specifier.ts";
import { explain, normalize, satisfies } from "../python/version.ts";
import type { Pin } from "./pin.ts";
import { rewritePoetry } from "./poetry-version.ts";
import { rewriteImage, withPrefix } from "./rewrite-image.ts";
import { rewriteGit, rewriteUrl } from "./rewrite-url.ts";
import { splice } from "./splice.ts";

/** A variable, what a command prints, an expression of a template: no text that says a version. */
const COMPUTED = /[$`{]|%[({]/;

/**
 * `pin.raw` at another version, in the style it is written in; `undefined` where no honest edit exists: a lock file, a
 * value computed at build time, a git dependency without a place for a tag, a range that excludes the version by name.
 */
export function rewritePin(pin: Pin, version: string): string | undefined {
  const target = normalize(version);
  if (target === undefined || pin.role === "lock" || COMPUTED.test(pin.raw)) return undefined;
  if (pin.role === "image") return rewriteImage(pin.raw, target);
  // Of a commit's or the day's builds.
  if (pin.role === "index" && normalize(pin.raw) === undefined) return target;
  const branch = /^branch(\s*=\s*)(["'])[^"']*\2$/.exec(pin.raw);
  if (branch !== null) return `tag${branch[1]}${branch[2]}v${target}${branch[2]}`;
  if (pin.reference.kind === "git" && pin.raw === pin.reference.revision)
    return `${/^releases\//.exec(pin.raw)?.[0] ?? ""}v${target}`;
  if (/^git[+@]/.test(pin.raw)) return rewriteGit(pin.raw, target);
  if (/^(?:[a-z]+:\/\/|[./]|~\/|\S+\.whl$)/i.test(pin.raw)) return rewriteUrl(pin.raw, pin, target);
  if (normalize(pin.raw) !== undefined && !/\s/.test(pin.raw)) return withPrefix(pin.raw, target);
  return rewritePoetry(pin.raw, target) ?? rewriteSpecifier(pin.raw, target) ?? rewriteRequirement(pin, target);
}

function rewriteRequirement(pin: Pin, version: string): string | undefined {
  const requirement = parseRequirement(pin.raw);
  if (requirement === undefined) return undefined;
  const { head, specifier, url } = requirement.spans;
  if (url !== undefined && requirement.url !== undefined) {
    const moved = /^git[+@]/.test(requirement.url)
      ? rewriteGit(requirement.url, version)
      : rewriteUrl(requirement.url, pin, version);
    return moved && splice(pin.raw, url.start, url.end, moved);
  }
  if (specifier === undefined) return splice(pin.raw, head.end, head.end, `==${version}`);
  const moved = rewriteSpecifier(requirement.specifier, version);
  return moved && splice(pin.raw, specifier.start, specifier.end, moved);
}

/** Each clause moves only as far as it must: lower bounds that admit the version stay, upper bounds step past it. */
export function rewriteSpecifier(specifier: string, version: string): string | undefined {
  const clauses = parseSpecifier(specifier);
  if (clauses === undefined || clauses.length === 0) return undefined;
  let text = specifier;
  for (const clause of clauses.toReversed()) {
    const moved = rewriteClause(clause, specifier, version);
    if (moved === undefined) return undefined;
    text = splice(text, clause.start - clause.operator.length - gap(specifier, clause), clause.end, moved);
  }
  // A build label that stayed is not the index's version; the release must be the one asked for.
  const release = explain(version)?.public ?? version;
  return satisfies(release, text.replace(/\+[a-z0-9._-]+/gi, ""), { prereleases: true }) ? text : undefined;
}

function rewriteClause(clause: Clause, specifier: string, version: string): string | undefined {
  const { operator } = clause;
  const space = " ".repeat(gap(specifier, clause));
  const written = `${operator}${space}${clause.version}`;
  if (operator === "==" || operator === "===") {
    if (clause.wildcard) return `${operator}${space}${sameLength(clause.version, version)}`;
    return `${operator}${space}${withPrefix(clause.version, withLocal(clause.version, version))}`;
  }
  if (operator === "~=") return `~=${space}${compatible(clause.version, version)}`;
  if (satisfies(version, `${operator}${clause.version}${clause.wildcard ? ".*" : ""}`, { prereleases: true })) {
    return written;
  }
  if (operator === ">=" || operator === ">") return `>=${space}${version}`;
  if (operator === "<=") return `<=${space}${version}`;
  return operator === "<" ? `<${space}${above(clause.version, version)}` : undefined;
}

function gap(specifier: string, clause: Clause): number {
  const before = specifier.slice(0, clause.start);
  return before.length - before.trimEnd().length;
}

/** A build label (`+cu130`) is the reader's choice of wheel: it stays unless the new version brings its own. */
function withLocal(written: string, version: string): string {
  const local = explain(written)?.local;
  return local === undefined || version.includes("+") ? version : `${version}+${local}`;
}

/** As many release segments as written: `0.31` at 0.32.1 is `0.32`. */
export function sameLength(written: string, version: string): string {
  const wanted = explain(written)?.release.length ?? 0;
  const to = explain(version);
  if (to === undefined || wanted === 0) return version;
  const segments = Array.from({ length: wanted }, (_, index) => to.release[index] ?? 0);
  return `${to.epoch === 0 ? "" : `${to.epoch}!`}${segments.join(".")}`;
}

function compatible(written: string, version: string): string {
  const to = explain(version);
  if (to === undefined) return version;
  // `~=0.31.0` at 0.32.0.post1 or 0.32.0rc1 keeps the suffix: it is the lower bound.
  const precise = (explain(written)?.release.length ?? 0) >= to.release.length && to.public !== to.base;
  return precise ? to.public : sameLength(written, version);
}

/** The next bound above the version, at the precision of the one written: `<0.30` at 0.32.1 is `<0.33`. */
export function above(written: string, version: string): string {
  const from = explain(written)?.release ?? [];
  const to = explain(version);
  if (to === undefined) return version;
  const last = Math.max(
    from.findLastIndex((segment) => segment !== 0),
    0,
  );
  const segments = Array.from({ length: Math.max(from.length, 1) }, (_, index) => {
    if (index > last) return 0;
    return (to.release[index] ?? 0) + (index === last ? 1 : 0);
  });
  return `${to.epoch === 0 ? "" : `${to.epoch}!`}${segments.join(".")}`;
}
