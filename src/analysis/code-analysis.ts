import type { Exclusion } from "../breakage/scope/exclusions.ts";
import type { Finding } from "../checks/finding.ts";
import type { SourceComments } from "../checks/suppression/source-comments.ts";

/** What the move to a release breaks in the repository's code. */
export interface CodeAnalysis {
  /** Sorted by path and line. */
  readonly findings: readonly Finding[];
  readonly counts: {
    /** Python files of the repository. */
    readonly python: number;
    /** Python files that the upgrade could break. */
    readonly reaching: number;
    /** Notebooks and documents with code that uses vLLM. */
    readonly documents: number;
    /** Python files of a vLLM of the repository's own, where it has one: they are vLLM, and not its users. */
    readonly ownVllm?: number;
  };
  /** What comments in the files looked at suppress. */
  readonly comments: SourceComments;
  /** Files that reach vLLM and do not alarm, and the rule that says so. */
  readonly excluded: readonly Exclusion[];
}
