import type { RuleId } from "./rules.ts";

export type Severity = "error" | "warning" | "information";

/** One thing found at one place. Data, not prose: `data` holds the values a machine would want. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** One line for a person, plain text (untrusted parts included as they are: the reporters neutralise them). */
  readonly message: string;
  /** POSIX path relative to the repository root; absent when the finding has no place in the repository. */
  readonly path?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based, UTF-16 code units. */
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly data?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** What to write instead, where that is certain. */
  readonly suggestion?: string;
}

/** How a finding's message ends that does not alarm for a reason (`data.quiet`, a clause). */
export function quietSentence(why: string): string {
  return `It does not alarm: ${why}.`;
}
