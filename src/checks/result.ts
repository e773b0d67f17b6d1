import type { AdvisoryMove } from "../advisories/advisory.ts";
import type { ChangedDefault } from "../breakage/surface/changed-default.ts";
import type { Finding } from "./finding.ts";
import type { Comparison, LeftOut, Outcome, Status } from "./outcome.ts";
import type { SuppressedFinding } from "./suppression/suppression.ts";

export const CHECK_IDS = [
  "pins",
  "release",
  "advisories",
  "dependencies",
  "code",
  "configuration",
  "pip-check",
  "import",
  "version",
  "inference",
  "rollback",
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** One side of a check, as it was judged. */
export interface SideResult {
  readonly outcome: Outcome;
  readonly durationMs: number;
}

/** A check, judged on both releases and compared. */
export interface CheckResult {
  readonly id: CheckId;
  readonly title: string;
  /** The target side's status; `inconclusive` too where both sides failed and there is nothing to compare with. */
  readonly status: Status;
  /** Whether this result keeps the pull request from merging. Decided once, in `compare.ts`; the verdict only counts. */
  readonly blocks: boolean;
  /** Absent when the target side was skipped or inconclusive: there is nothing to compare. */
  readonly comparison?: Comparison;
  /** One line, plain text. */
  readonly summary: string;
  readonly durationMs: number;
  readonly current: SideResult;
  readonly target: SideResult;
  readonly findings: readonly Finding[];
  /** What was found on the target and is not counted; absent where there is none. */
  readonly suppressed?: readonly SuppressedFinding[];
  /** Files that do not alarm, whatever breaks in them; absent where there is none. */
  readonly excluded?: readonly LeftOut[];
  /** Defaults that change for what the repository uses; absent where there is none. */
  readonly defaults?: readonly ChangedDefault[];
  /** Known vulnerabilities that the move fixes, enters and leaves open; absent where nobody was asked. */
  readonly advisories?: AdvisoryMove;
}
