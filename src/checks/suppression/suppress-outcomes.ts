import { isSameFinding } from "../compare.ts";
import type { Finding } from "../finding.ts";
import type { Outcome } from "../outcome.ts";
import { type Applied, applySuppressions, type Given, type Scope } from "./apply.ts";
import { coversFinding, isExpired, type SuppressedFinding } from "./suppression.ts";

/** A target that could be judged: only it has findings. */
export interface Judged {
  readonly current: Outcome;
  readonly target: Extract<Outcome, { status: "passed" | "failed" }>;
}

export interface Suppressing {
  readonly sides: { readonly current: Outcome; readonly target: Outcome };
  /** The target's. */
  readonly suppressed: readonly SuppressedFinding[];
}

/**
 * What is left of both sides' outcomes before they are compared: a failure of which nothing is left has passed, and says why.
 * What is said of the suppressions themselves (stale, not understood) joins the target's findings.
 *
 * @param invalid comments that could not be understood
 */
export function suppressOutcomes(
  { current, target }: Judged,
  given: Given & { readonly invalid: readonly Finding[] },
  scope: Scope,
): Suppressing {
  const applied = applySuppressions(target.findings ?? [], given, scope);
  const { suppressed, stale } = applied;
  return {
    sides: {
      current: withoutFindings(current, keptOnCurrent(current, suppressed, given)),
      target: withMore(withoutFindings(target, applied.findings), [...given.invalid, ...stale]),
    },
    suppressed,
  };
}

/** Lines move between the two sides: what the target suppresses is suppressed on the current release wherever it stands there. */
function keptOnCurrent(current: Outcome, suppressed: Applied["suppressed"], { configured, today }: Given): Finding[] {
  if (current.status !== "passed" && current.status !== "failed") return [];
  const live = configured.filter((one) => !isExpired(one, today));
  return (current.findings ?? []).filter(
    (finding) =>
      !live.some((one) => coversFinding(one, finding)) &&
      !suppressed.some((one) => one.finding.path === finding.path && isSameFinding(one.finding, finding)),
  );
}

function withoutFindings(outcome: Outcome, kept: readonly Finding[]): Outcome {
  if (outcome.status !== "passed" && outcome.status !== "failed") return outcome;
  const before = outcome.findings ?? [];
  const gone = before.length - kept.length;
  if (gone === 0) return outcome;
  const said = `${gone} ${gone === 1 ? "finding" : "findings"} suppressed.`;
  if (outcome.status === "passed") return { ...outcome, summary: `${outcome.summary} ${said}`, findings: kept };
  const hadErrors = before.some(isError);
  const first = hadErrors ? kept.find(isError) : kept[0];
  // Warnings and information stand beside errors; left alone they fail nothing.
  if (first === undefined) return { ...outcome, status: "passed", summary: `No failure left: ${said}`, findings: kept };
  const rest = kept.filter((finding) => finding !== first);
  const others = hadErrors ? rest.filter(isError).length : rest.length;
  const more = others === 0 ? "" : ` (and ${others} more)`;
  return { ...outcome, summary: `${first.message}${more} ${said}`, findings: [first, ...rest] };
}

function withMore(outcome: Outcome, more: readonly Finding[]): Outcome {
  if (more.length === 0) return outcome;
  if (outcome.status === "passed") return { ...outcome, findings: [...(outcome.findings ?? []), ...more] };
  if (outcome.status !== "failed") return outcome;
  const [first, ...rest] = outcome.findings;
  return { ...outcome, findings: [first, ...rest, ...more] };
}

function isError({ severity }: Finding): boolean {
  return severity === "error";
}
