import { CHECK_IDS, type CheckId, type CheckResult } from "../checks/result.ts";
import type { Build, Verdict } from "./report.ts";
import { oneLine } from "./untrusted.ts";
import { CHECK_WORDS, inWords, PLAIN_WORDS, type Sides } from "./verdict-sentences.ts";

export interface Judgement {
  readonly verdict: Exclude<Verdict, "not-applicable">;
  /** One sentence a manager understands, and for `inconclusive` what would help. Plain text. */
  readonly reason: string;
}

/** How a reason begins: the headline takes it from there. */
export const LEADS = {
  safe: "Safe to merge",
  partial: "No problem found in what was checked",
  fail: "Do not merge yet",
  inconclusive: "Could not tell",
} as const;

/** Without these a pass does not say that the target works: it says which checks found nothing. */
const PROOF: readonly CheckId[] = ["dependencies", "import", "version", "inference"];

/**
 * The verdict, from nothing but the checks. A check that blocks because it failed decides first, then one that could not
 * tell; a run in which no check reached a result is no pass either.
 *
 * @param run the versions (PEP 440) to be named in the sentence, and the builds that were made: a stand-in for what users
 *   install is named as one
 */
export function judge(
  checks: readonly CheckResult[],
  run: { readonly current?: string; readonly target?: string; readonly builds?: readonly Build[] } = {},
): Judgement {
  const sides: Sides = {
    current: run.current === undefined ? "the current vLLM release" : `vLLM ${run.current}`,
    target: run.target === undefined ? "the target vLLM release" : `vLLM ${run.target}`,
  };
  const failed = checks.filter((check) => check.status === "failed" && check.blocks);
  const unclear = checks.filter((check) => check.status === "inconclusive");
  if (failed[0]) return { verdict: "fail", reason: failReason(failed[0], failed.slice(1), sides) };
  if (unclear[0]) return { verdict: "inconclusive", reason: unclearReason(unclear[0]) };
  if (checks.every(({ status }) => status === "skipped"))
    return { verdict: "inconclusive", reason: `${LEADS.inconclusive}: ${nothingRun(checks)}` };
  const { builds = [] } = run;
  const standIn = builds.length > 0 && !builds.includes("release");
  return { verdict: "pass", reason: passReason(checks, sides, standIn ? " (tried with the CPU build)" : "") };
}

/** A check that was asked for and could not be made is no pass when it stands alone. */
function nothingRun(checks: readonly CheckResult[]): string {
  const said = checks.flatMap(({ title, summary }) =>
    summary === "Not selected." ? [] : [`${title}: ${oneLine(summary, 300)}`],
  );
  return said.length === 0
    ? "no check was run. Name one in the input checks."
    : `no check reached a result. ${said.join(" ")}`;
}

function failReason(first: CheckResult, others: readonly CheckResult[], sides: Sides): string {
  const cause = first.findings.find(({ severity }) => severity === "error") ?? first.findings[0];
  const words = cause === undefined ? `the check "${first.title}" fails` : PLAIN_WORDS[cause.rule](sides, cause);
  const before = first.comparison === "still-failing" ? `, as it already was with ${sides.current}` : "";
  const also = others.length === 0 ? "" : `; ${names(others)} ${others.length === 1 ? "fails" : "fail"} too`;
  return `${LEADS.fail}: ${oneLine(`${words}${before}${also}`, 400)}.`;
}

function unclearReason(check: CheckResult): string {
  const { outcome } = check.target;
  const said = outcome.status === "inconclusive" ? [outcome.reason, outcome.remedy] : [check.summary];
  return `${LEADS.inconclusive}: ${said.map(sentence).join(" ")}`;
}

function passReason(checks: readonly CheckResult[], sides: Sides, tried: string): string {
  const passed = checks.filter(({ status }) => status === "passed");
  const still = checks.filter(({ status }) => status === "failed");
  const compared = (id: CheckId) => passed.some((check) => check.id === id && check.comparison !== "only-target");
  const hidden = suppressedErrors(checks);
  const known = [
    still.length === 0 ? "" : `; ${names(still)} failed before and still ${still.length === 1 ? "does" : "do"}`,
    // Somebody decided that it is safe, not we.
    hidden === 0 ? "" : `; ${hidden} ${hidden === 1 ? "error is" : "errors are"} suppressed`,
  ].join("");
  if (PROOF.every((id) => compared(id) || still.some((check) => check.id === id))) {
    const back = compared("rollback") ? ", and the way back was rehearsed" : "; the way back was not rehearsed";
    return `${LEADS.safe}: everything that worked on ${sides.current} works on ${withoutName(sides.target)}${tried}${back}${known}.`;
  }
  const missing = CHECK_IDS.filter((id) => !checks.some((check) => check.id === id && check.status !== "skipped"));
  const alone = passed.filter(({ comparison }) => comparison === "only-target");
  const gaps = [
    ...(missing.length === 0 ? [] : [`not checked: ${inWords(missing.map((id) => CHECK_WORDS[id]))}`]),
    ...(alone.length === 0 ? [] : [`judged on ${sides.target} alone: ${names(alone)}`]),
  ];
  const words = [`${names(passed)} passed for ${sides.target}${known}`, ...gaps].join("; ");
  return `${LEADS.partial}: ${oneLine(words, 600)}.`;
}

function suppressedErrors(checks: readonly CheckResult[]): number {
  const all = checks.flatMap(({ suppressed }) => suppressed ?? []);
  return all.filter(({ finding }) => finding.severity === "error").length;
}

function names(checks: readonly CheckResult[]): string {
  return inWords(checks.map(({ id }) => CHECK_WORDS[id]));
}

function withoutName(side: string): string {
  return side.replace(/^vLLM /, "");
}

function sentence(text: string): string {
  const line = oneLine(text, 400);
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}
