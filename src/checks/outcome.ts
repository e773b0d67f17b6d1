import type { AdvisoryMove } from "../advisories/advisory.ts";
import type { ChangedDefault } from "../breakage/surface/changed-default.ts";
import type { Finding } from "./finding.ts";

/** Why a run could not tell. None of these means "the upgrade broke it", and none of them is a pass. */
export type InconclusiveCause =
  | "base-missing"
  | "pin-not-a-release"
  | "no-cpu-build"
  | "no-device"
  | "cpu-features"
  | "driver-too-old"
  | "disk-full"
  | "out-of-memory"
  | "index-unavailable"
  | "hub-unavailable"
  | "timeout"
  | "nothing-to-compare"
  | "tool-failed";

/** A file that a check looked at and that does not alarm, whatever breaks in it. */
export interface LeftOut {
  /** POSIX path relative to the repository root. */
  readonly path: string;
  /** The rule that says so, a clause for a person: `it is a vendored copy (third_party/)`. */
  readonly why: string;
}

/** What one check says of one side (the current or the target release). */
export type Outcome =
  | {
      readonly status: "passed";
      readonly summary: string;
      readonly details?: string;
      readonly findings?: readonly Finding[];
      readonly excluded?: readonly LeftOut[];
      readonly defaults?: readonly ChangedDefault[];
      readonly advisories?: AdvisoryMove;
    }
  | {
      readonly status: "failed";
      readonly summary: string;
      readonly findings: readonly [Finding, ...Finding[]];
      /** Longer untrusted text (a resolver's explanation, a traceback), already trimmed to what matters. */
      readonly details?: string;
      readonly excluded?: readonly LeftOut[];
      readonly defaults?: readonly ChangedDefault[];
      readonly advisories?: AdvisoryMove;
    }
  | { readonly status: "skipped"; readonly reason: string }
  | {
      readonly status: "inconclusive";
      readonly cause: InconclusiveCause;
      readonly reason: string;
      /** What the user can do or set. */
      readonly remedy: string;
      readonly details?: string;
    };

export type Status = Outcome["status"];

/** The difference between the two sides; only this decides. */
export type Comparison = "passed" | "regressed" | "still-failing" | "fixed" | "only-target";
