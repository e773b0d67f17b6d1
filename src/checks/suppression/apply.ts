import type { Finding } from "../finding.ts";
import type { CheckId } from "../result.ts";
import { RULES } from "../rules.ts";
import { checkOf } from "./suppressible.ts";
import { coversFinding, coversPath, isExpired, type SuppressedFinding, type Suppression } from "./suppression.ts";

export interface Given {
  /** From the configuration file. */
  readonly configured: readonly Suppression[];
  /** From the comments of the files that were looked at. */
  readonly comments: readonly Suppression[];
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
}

/** What was looked at: only there can a suppression that matched nothing be called stale. */
export interface Scope {
  /** The check whose findings these are. */
  readonly check: CheckId;
  /** POSIX paths relative to the repository root. */
  readonly files: Iterable<string>;
}

export interface Applied {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** `suppression-stale`, where the suppression is written: its day has passed, or it matched nothing. */
  readonly stale: readonly Finding[];
}

/** Takes out the findings that somebody decided to live with, and says which of those decisions have become stale. */
export function applySuppressions(findings: readonly Finding[], given: Given, scope: Scope): Applied {
  const { configured, today } = given;
  const find = index({ ...given, configured: configured.filter((one) => !isExpired(one, today)) });
  const used = new Set<Suppression>();
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const matching = find(finding);
    for (const suppression of matching) used.add(suppression);
    if (matching[0] === undefined) kept.push(finding);
    else suppressed.push({ finding, suppression: matching[0] });
  }
  return { findings: kept, suppressed, stale: staleOnes(used, given, scope) };
}

/** Comments are found by their line: there can be as many of them as findings. */
function index({ configured, comments, today }: Given): (finding: Finding) => readonly Suppression[] {
  const byPlace = new Map<string, Suppression[]>();
  for (const comment of comments.filter((one) => !isExpired(one, today))) {
    const { path, line = 0, endLine = line } = comment.covers;
    for (let at = line; at <= endLine; at += 1) {
      const key = placeKey(comment.rule, path, at);
      const there = byPlace.get(key);
      if (there === undefined) byPlace.set(key, [comment]);
      else there.push(comment);
    }
  }
  return (finding) => [
    ...(byPlace.get(placeKey(finding.rule, finding.path, finding.line)) ?? []),
    ...configured.filter((one) => coversFinding(one, finding)),
  ];
}

function placeKey(rule: string, path: string | undefined, line: number | undefined): string {
  return `${rule}\n${line}\n${path}`;
}

function staleOnes(used: ReadonlySet<Suppression>, { configured, comments, today }: Given, scope: Scope): Finding[] {
  const files = [...scope.files];
  const lookedAt = (one: Suppression) => one.kind === "comment" || files.some((file) => coversPath(one, file));
  return [...configured, ...comments]
    .filter(({ rule }) => checkOf(rule) === scope.check)
    .flatMap((one) => {
      if (isExpired(one, today)) return [staleAt(one, `ended on ${one.until}. Renew its date, or remove it`)];
      if (used.has(one) || !lookedAt(one)) return [];
      return [staleAt(one, "matches no finding of this upgrade. Remove it if it was for an earlier one")];
    });
}

function staleAt({ rule, path, line, column, covers }: Suppression, what: string): Finding {
  const about = covers.path === path ? "" : ` in ${covers.path}`;
  return {
    rule: "suppression-stale",
    severity: RULES["suppression-stale"].severity,
    message: `The suppression of ${rule}${about} ${what}.`,
    // A configuration file may lie outside the repository.
    ...(path.startsWith("../") ? {} : { path, line, column }),
    data: { subject: `${path} ${rule} ${covers.path}`, suppressed: rule },
  };
}
