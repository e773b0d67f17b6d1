import * as pep440 from "@renovatebot/pep440";
import { type Clause, parseSpecifier } from "./specifier.ts";

/** A PEP 440 version, taken apart. `0.31.0.post1+cu130` is `{release: [0, 31, 0], post: 1, local: "cu130"}`. */
export interface Version {
  /** Normal form: no `v`, `rc` for `c` and `pre`, `.postN` for `-N`. */
  readonly normalized: string;
  /** Normal form without the local label. */
  readonly public: string;
  /** Epoch and release segments only. */
  readonly base: string;
  readonly epoch: number;
  readonly release: readonly number[];
  readonly pre?: string;
  readonly post?: number;
  readonly dev?: number;
  readonly local?: string;
}

/** Text that is no PEP 440 version was compared. */
export class InvalidVersionError extends Error {
  override readonly name = "InvalidVersionError";
  readonly text: string;
  constructor(text: string) {
    super(`${JSON.stringify(text.slice(0, 100))} is not a PEP 440 version`);
    this.text = text;
  }
}

export interface SatisfiesOptions {
  /** `undefined`: as PEP 440 says, only when the specifier itself names a pre-release. */
  readonly prereleases?: boolean | undefined;
}

/** A version taken apart, or `undefined` when PEP 440 does not know the text. */
export function explain(text: string): Version | undefined {
  const trimmed = text.trim();
  // Numbers beyond 15 digits would compare imprecisely; no release is numbered so.
  if (trimmed.length > 200 || /\d{16}/.test(trimmed)) return undefined;
  const parsed = pep440.explain(trimmed);
  if (parsed === null) return undefined;
  return {
    // The library joins local segments with commas (`+cu,130`), so the normal form is put together here.
    normalized: parsed.local === null ? parsed.public : `${parsed.public}+${parsed.local}`,
    public: parsed.public,
    base: parsed.base_version,
    epoch: parsed.epoch,
    release: parsed.release,
    ...(parsed.pre === null ? {} : { pre: parsed.pre.join("") }),
    ...(parsed.is_postrelease ? { post: Number(parsed.post) } : {}),
    ...(parsed.is_devrelease ? { dev: Number(parsed.dev) } : {}),
    ...(parsed.local === null ? {} : { local: parsed.local }),
  };
}

/** PEP 440 normal form: `v0.31.0-1` is `0.31.0.post1`. `undefined` for what is no version. */
export function normalize(text: string): string | undefined {
  return explain(text)?.normalized;
}

/** Order of two versions (negative, 0, positive), local labels included. Throws `InvalidVersionError`. */
export function compare(a: string, b: string): number {
  return pep440.compare(valid(a).normalized, valid(b).normalized);
}

/** Same release, whatever the local label: `0.31.0+cu130` and `0.31`. `false` when either is no version. */
export function samePublicVersion(a: string, b: string): boolean {
  const [left, right] = [explain(a), explain(b)];
  return left !== undefined && right !== undefined && pep440.eq(left.public, right.public);
}

/** Pre-release or development release; `undefined` for what is no version. */
export function isPrerelease(text: string): boolean | undefined {
  const version = explain(text);
  return version && prerelease(version);
}

/** Post-release; `undefined` for what is no version. */
export function isPost(text: string): boolean | undefined {
  const version = explain(text);
  return version && version.post !== undefined;
}

/** Whether the specifier is well formed and each clause names a version. The empty specifier is. */
export function isSpecifier(specifier: string): boolean {
  return parseSpecifier(specifier)?.every((clause) => clauseVersion(clause) !== undefined) ?? false;
}

/** Whether the version is in the set the specifier describes; `undefined` when either is not PEP 440. */
export function satisfies(version: string, specifier: string, options: SatisfiesOptions = {}): boolean | undefined {
  const candidate = explain(version);
  const clauses = parseSpecifier(specifier);
  if (candidate === undefined || clauses === undefined || !isSpecifier(specifier)) return undefined;
  const named = clauses.some((clause) => isPrerelease(clause.version) === true && clause.operator !== "!=");
  if (prerelease(candidate) && !(options.prereleases ?? named)) return false;
  return clauses.every((clause) => admits(clause, candidate));
}

/**
 * One clause, by the letter of PEP 440. The library's own answer is not used: it has `<0.6.3.post1` exclude 0.6.3,
 * `==0.31.0+cu130` admit 0.31.0+cu129, and `==0.31.0.*` exclude 0.31.
 */
function admits(clause: Clause, candidate: Version): boolean {
  if (clause.operator === "===") return candidate.normalized === clause.version.toLowerCase();
  const bound = valid(clause.version);
  const order = pep440.compare(candidate.public, bound.public);
  const sameBase = pep440.eq(candidate.base, bound.base);
  switch (clause.operator) {
    case "==":
      return equals(clause, bound, candidate);
    case "!=":
      return !equals(clause, bound, candidate);
    case "~=":
      return order >= 0 && startsWith(candidate, bound.epoch, bound.release.slice(0, -1));
    case "<=":
      return order <= 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0 && !(sameBase && isPreOf(candidate, bound));
    case ">":
      return order > 0 && !(sameBase && candidate.pre === bound.pre && isPostOf(candidate, bound));
  }
}

function equals(clause: Clause, bound: Version, candidate: Version): boolean {
  if (clause.wildcard) return startsWith(candidate, bound.epoch, bound.release);
  if (bound.local === undefined) return pep440.eq(candidate.public, bound.public);
  return pep440.eq(candidate.normalized, bound.normalized);
}

/** `<0.31.0` must not admit 0.31.0rc1, but `<0.31.0rc2` and `<0.31.0.post1` do. */
function isPreOf(candidate: Version, bound: Version): boolean {
  if (!prerelease(candidate) || prerelease(bound)) return false;
  return bound.post === undefined || (candidate.pre === undefined && candidate.post === bound.post);
}

/** `>0.31.0` must not admit 0.31.0.post1, but `>0.31.0rc1` does. */
function isPostOf(candidate: Version, bound: Version): boolean {
  return candidate.post !== undefined && bound.post === undefined && bound.dev === undefined;
}

function startsWith(candidate: Version, epoch: number, prefix: readonly number[]): boolean {
  return candidate.epoch === epoch && prefix.every((segment, index) => (candidate.release[index] ?? 0) === segment);
}

function prerelease(version: Version): boolean {
  return version.pre !== undefined || version.dev !== undefined;
}

function clauseVersion(clause: Clause): Version | string | undefined {
  const version = explain(clause.version);
  if (clause.operator === "===") return version ?? clause.version;
  if (version === undefined) return undefined;
  if (clause.operator === "~=" && version.release.length < 2) return undefined;
  if (version.local !== undefined && clause.operator !== "==" && clause.operator !== "!=") return undefined;
  // PEP 440 knows `==1.0.post1.*` too, but nobody writes it: a wildcard after release segments only.
  if (clause.wildcard && version.public !== version.base) return undefined;
  return version;
}

function valid(text: string): Version {
  const version = explain(text);
  if (version === undefined) throw new InvalidVersionError(text);
  return version;
}
