import type { FailOn } from "../report/report.ts";
import type { Finding } from "./finding.ts";
import type { Comparison, Outcome, Status } from "./outcome.ts";

export interface Compared {
  readonly status: Status;
  readonly blocks: boolean;
  readonly comparison?: Comparison;
  readonly summary: string;
  readonly findings: readonly Finding[];
}

/**
 * The heart of the product: only the difference between the two releases counts.
 *
 * @param foundation the check carries all later ones (the release fits, dependencies install, vLLM imports): where it fails on
 *   both sides there is nothing to compare with
 */
export function compare(current: Outcome, target: Outcome, options: { foundation: boolean; failOn: FailOn }): Compared {
  switch (target.status) {
    case "skipped":
      return { status: "skipped", blocks: false, summary: target.reason, findings: [] };
    case "inconclusive":
      return { status: "inconclusive", blocks: true, summary: target.reason, findings: [] };
    case "passed":
      return {
        status: "passed",
        blocks: false,
        comparison: current.status === "passed" ? "passed" : current.status === "failed" ? "fixed" : "only-target",
        summary: target.summary,
        findings: target.findings ?? [],
      };
    case "failed":
      return compareFailure(current, target, options);
  }
}

function compareFailure(
  current: Outcome,
  target: Extract<Outcome, { status: "failed" }>,
  { foundation, failOn }: { foundation: boolean; failOn: FailOn },
): Compared {
  const failed = { status: "failed", summary: target.summary, findings: target.findings } as const;
  if (current.status === "passed") return { ...failed, blocks: true, comparison: "regressed" };
  const [news, ...moreNews] =
    current.status === "failed" && !foundation ? newFindings(current.findings, target.findings) : [];
  if (news !== undefined) {
    const more = moreNews.length === 0 ? "" : ` (and ${moreNews.length} more)`;
    const old = target.findings.filter((finding) => finding !== news && !moreNews.includes(finding));
    const findings = [news, ...moreNews, ...old];
    return { ...failed, blocks: true, comparison: "regressed", summary: `${news.message}${more}`, findings };
  }
  const before = current.status === "failed" ? "still-failing" : "only-target";
  if (failOn === "any") return { ...failed, blocks: true, comparison: before };
  if (current.status === "failed" && !foundation) return { ...failed, blocks: false, comparison: before };
  return {
    status: "inconclusive",
    blocks: true,
    comparison: before,
    summary: `Nothing to compare with: ${explain(current)} The target: ${target.summary}`,
    findings: target.findings,
  };
}

/** Failing before does not excuse failing in another way: what the current release's findings do not name is new (`data.subject`). */
function newFindings(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  return after.filter(
    (finding) => finding.severity === "error" && !before.some((known) => isSameFinding(known, finding)),
  );
}

/** Whether two sides' findings say the same of the same thing, wherever it stands. */
export function isSameFinding(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.data?.["subject"] === b.data?.["subject"];
}

function explain(current: Outcome): string {
  switch (current.status) {
    case "failed":
      return `the current release fails here too (${current.summary}).`;
    case "skipped":
    case "inconclusive":
      return `the current release could not be judged (${current.reason}).`;
    case "passed":
      return "";
  }
}
