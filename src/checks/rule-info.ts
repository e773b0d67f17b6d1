import type { Severity } from "./finding.ts";

export interface RuleInfo {
  readonly title: string;
  readonly severity: Severity;
  /** Why it matters and what to do, one or two sentences. The long form is `docs/rules/<rule-id>.md`. */
  readonly explanation: string;
}
