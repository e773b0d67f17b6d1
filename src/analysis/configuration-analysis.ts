import type { ChangedDefault } from "../breakage/surface/changed-default.ts";
import type { Finding } from "../checks/finding.ts";

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
  /** POSIX paths of those files: only there can a suppression that matches nothing be stale. */
  readonly files: readonly string[];
  /** Commands that the target's own parser was given; absent where there was no environment. */
  readonly validated?: number;
}
