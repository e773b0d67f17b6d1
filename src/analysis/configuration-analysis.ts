import type { Exclusion } from "../breakage/scope/exclusions.ts";
import type { ChangedDefault } from "../breakage/surface/changed-default.ts";
import type { Finding } from "../checks/finding.ts";
import type { SourceComments } from "../checks/suppression/source-comments.ts";

/** What of vLLM's surface a repository uses, and what of that the target does not accept. */
export interface ConfigurationAnalysis {
  /** Sorted by path and line. */
  readonly findings: readonly Finding[];
  readonly defaults: readonly ChangedDefault[];
  /** Uses that were found and judged, and the files that hold them. */
  readonly counts: {
    readonly commands: number;
    readonly variables: number;
    readonly requestFields: number;
    readonly metrics: number;
    readonly architectures: number;
    readonly files: number;
  };
  /** What comments in those files suppress. */
  readonly comments: SourceComments;
  /** Files whose uses do not alarm, and the rule that says so. */
  readonly excluded: readonly Exclusion[];
  /** Commands that both releases' own parsers were given; absent where there was no environment. */
  readonly validated?: number;
  /** A sentence for each release that is installed and could not be asked what it accepts: the sources decide. */
  readonly unasked?: readonly string[];
}
