import { globMatches } from "../../pins/glob.ts";
import type { Finding } from "../finding.ts";
import type { RuleId } from "../rules.ts";

/** A decision to live with what one rule finds at one place. A comment that names two rules makes two of them. */
export interface Suppression {
  readonly kind: "comment" | "configuration";
  readonly rule: RuleId;
  /** Why, in the author's words: untrusted text. */
  readonly reason: string;
  /** `YYYY-MM-DD`: the last day on which it has an effect (UTC). Absent: for good. */
  readonly until?: string;
  /** Where it is written: POSIX path relative to the repository root, 1-based line and column. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly covers: Cover;
}

/** What a suppression is about. */
export interface Cover {
  /** POSIX path relative to the repository root; in the configuration file also a glob: `tests/**`, `src/*.py`, `legacy/`. */
  readonly path: string;
  /** 1-based. Absent: every line of those files. */
  readonly line?: number;
  /** The last line, where a comment is about a command of several. */
  readonly endLine?: number;
  /** A part of the finding's message. */
  readonly contains?: string;
}

/** A finding that is not counted, and who decided so. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression;
}

/** Whether a suppression is about a file. Globs start at the root: `*.py` names no file in a folder. */
export function coversPath({ kind, covers }: Suppression, path: string): boolean {
  if (covers.path === path) return true;
  if (kind === "comment") return false;
  return globMatches(covers.path.endsWith("/") ? `${covers.path}**` : covers.path, path);
}

/** Whether a suppression is about a finding: rule, place and text, not its date. */
export function coversFinding(suppression: Suppression, finding: Finding): boolean {
  const { line, contains } = suppression.covers;
  return (
    finding.rule === suppression.rule &&
    (contains === undefined || finding.message.includes(contains)) &&
    placesOf(finding).some(
      (place) => (line === undefined || place.line === line) && coversPath(suppression, place.path),
    )
  );
}

/** A disagreement has two ends, and stands at one of them only because it has to stand somewhere. */
function placesOf({ path, line, data }: Finding): { readonly path: string; readonly line: unknown }[] {
  const other = data?.["otherFile"];
  return [
    ...(path === undefined ? [] : [{ path, line }]),
    ...(typeof other === "string" ? [{ path: other, line: data?.["otherLine"] }] : []),
  ];
}

/** @param today `YYYY-MM-DD` (UTC) */
export function isExpired({ until }: Suppression, today: string): boolean {
  return until !== undefined && until < today;
}
