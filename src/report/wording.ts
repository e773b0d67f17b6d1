import type { CheckResult, SideResult } from "../checks/result.ts";
import type { SuppressedFinding } from "../checks/suppression/suppression.ts";
import type { UpgradePath } from "../release/release.ts";
import type { Build, HostFacts, Report, Verdict } from "./report.ts";
import { oneLine } from "./untrusted.ts";
import { LEADS } from "./verdict.ts";

/** The words every output channel uses. Marks are per channel: a terminal has no emoji columns. */

/** What the table's result column says: the comparison where there is one, else the status. */
export type ResultWord = "passed" | "regressed" | "still failing" | "failed" | "fixed" | "skipped" | "could not tell";

export function resultWord({ status, comparison }: CheckResult): ResultWord {
  if (status === "inconclusive") return "could not tell";
  if (status === "skipped") return "skipped";
  if (status === "failed") {
    return comparison === "regressed" ? "regressed" : comparison === "still-failing" ? "still failing" : "failed";
  }
  return comparison === "fixed" ? "fixed" : "passed";
}

export type SideWord = "passed" | "failed" | "skipped" | "could not tell";

export function sideWord({ outcome }: SideResult): SideWord {
  return outcome.status === "inconclusive" ? "could not tell" : outcome.status;
}

const VERDICT_LEADS: Readonly<Record<Verdict, string>> = {
  pass: LEADS.safe,
  fail: LEADS.fail,
  inconclusive: LEADS.inconclusive,
  "not-applicable": "Nothing to check",
};

/** A reason in two parts: the headline's words and the rest of the sentence. */
export function splitReason({ verdict, reason }: Pick<Report, "verdict" | "reason">): { lead: string; rest: string } {
  const lead = [...Object.values(LEADS), ...Object.values(VERDICT_LEADS)].find((text) =>
    reason.startsWith(`${text}: `),
  );
  if (lead === undefined) return { lead: VERDICT_LEADS[verdict], rest: reason };
  const rest = reason.slice(lead.length + 2);
  // A file or product name keeps its own writing.
  return { lead, rest: /^[a-z]+[\s,]/.test(rest) ? capital(rest) : rest };
}

const STEPS: Readonly<Record<UpgradePath["step"], string>> = {
  major: "major",
  minor: "minor",
  patch: "patch",
  post: "post-release",
  prerelease: "pre-release",
  none: "rebuild",
};

/** `Minor upgrade, no release skipped, target 37 days old`. */
export function pathWords(path: UpgradePath): string[] {
  if (path.direction === "same" && path.step === "none") return ["Same release"];
  const move = path.direction === "downgrade" ? "downgrade" : "upgrade";
  return [
    capital(`${STEPS[path.step]} ${move}`),
    path.skipped.length === 0 ? "no release skipped" : `${count(path.skipped.length, "release")} skipped`,
    ...(path.targetAgeDays === undefined ? [] : [`target ${count(path.targetAgeDays, "day")} old`]),
  ];
}

export const BUILD_WORDS: Readonly<Record<Build, string>> = { release: "release build", cpu: "CPU build" };

/** Runner, device, Python, builds, our version, duration: what the answer holds for. */
export function footerWords({ environment, timings }: Report): string[] {
  const builds = [...new Set(environment.environments.map(({ build }) => BUILD_WORDS[build]))];
  return [
    ...(environment.host === undefined ? [] : hostWords(environment.host)),
    ...(builds.length === 0 ? [] : [builds.join(" and ")]),
    `vllm-upgrade-check ${environment.tool}`,
    duration(timings.totalMs / 1000),
  ];
}

function hostWords({ runner, device, python }: HostFacts): string[] {
  return [runner, device, /^\d/.test(python) ? `Python ${python}` : python];
}

/** What is known of the way back. */
export function rehearsalWords({ rollback, checks }: Pick<Report, "rollback" | "checks">): string {
  const check = checks.find(({ id }) => id === "rollback");
  if (check?.status === "failed") return "the rehearsal failed";
  if (rollback?.rehearsedSeconds === undefined) return "not rehearsed in this run";
  return `rehearsed in ${duration(rollback.rehearsedSeconds)}`;
}

/** What a user can do for each check that could not tell, but for what the reason has said already. */
export function remedies({ checks, reason }: Report): { readonly title: string; readonly remedy: string }[] {
  return checks.flatMap(({ title, target: { outcome } }) =>
    outcome.status === "inconclusive" && !reason.includes(oneLine(outcome.remedy, 400))
      ? [{ title, remedy: outcome.remedy }]
      : [],
  );
}

/** What was found and does not count, in the order of the checks. */
export function suppressedFindings({ checks }: Pick<Report, "checks">): readonly SuppressedFinding[] {
  return checks.flatMap(({ suppressed }) => suppressed ?? []);
}

/** `2 findings suppressed`. */
export function suppressedWords(amount: number): string {
  return `${count(amount, "finding")} suppressed`;
}

/** `7 s`, `1 min 32 s`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

export function bytes(amount: number): string {
  if (amount >= 1e9) return `${(amount / 1e9).toFixed(1)} GB`;
  return amount >= 1e6 ? `${Math.round(amount / 1e6)} MB` : `${Math.ceil(amount / 1e3)} kB`;
}

export function count(amount: number, noun: string, plural = `${noun}s`): string {
  return `${amount} ${amount === 1 ? noun : plural}`;
}

/** A file's name is not a word: `requirements.txt:1` stays as it is. */
function capital(text: string): string {
  if (/^\S*[./_]\S/.test(text)) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
