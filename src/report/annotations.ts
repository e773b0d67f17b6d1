import type { Finding } from "../checks/finding.ts";
import type { CheckResult } from "../checks/result.ts";
import { RULES } from "../checks/rules.ts";
import type { Pin } from "../pins/pin.ts";
import { isQuietLeftover } from "./leftover-findings.ts";
import type { Report } from "./report.ts";
import { logText, shorten } from "./untrusted.ts";

export type AnnotationLevel = "error" | "warning" | "notice";

/** One annotation of the run, at a place of the repository where there is one. Lines and columns are 1-based. */
export interface Annotation {
  readonly level: AnnotationLevel;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly title: string;
  readonly message: string;
}

/** GitHub keeps ten of each level for one step and drops the rest without a word. */
export const ANNOTATIONS_PER_LEVEL = 10;
const MESSAGE_CAP = 2000;
/** A longer line tells nobody what changed in it; the message names that. */
const EDIT_CAP = 300;

/** The findings, and the checks that could not tell, as annotations. What has no place of its own stands at the pin that moves. */
export function annotationsOf(report: Report): Annotation[] {
  const pin = movingPin(report);
  const all = report.checks.flatMap((check) => [
    // The places a move left behind are in files that the change does not show.
    ...spread(check.findings.filter((finding) => !isQuietLeftover(finding))).map((finding) =>
      ofFinding(finding, check, pin),
    ),
    ...ofUnclear(check, pin),
  ]);
  return (["error", "warning", "notice"] as const).flatMap((level) =>
    limited(all.filter((one) => one.level === level)),
  );
}

/** One flag in forty files must not take the room of all else: first one place of each thing, then its others. */
function spread(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  const rounds = findings.map((finding) => {
    const thing = JSON.stringify([finding.rule, finding.message]);
    const round = seen.get(thing) ?? 0;
    seen.set(thing, round + 1);
    return { finding, round };
  });
  return rounds.toSorted((a, b) => a.round - b.round).map(({ finding }) => finding);
}

function ofFinding(finding: Finding, check: CheckResult, pin: Pin | undefined): Annotation {
  const { rule, message, suggestion } = finding;
  return {
    level: levelOf(finding, check),
    ...(finding.path === undefined ? placeOfPin(pin) : placeOfFinding(finding)),
    title: RULES[rule].title,
    message: printable(
      suggestion === undefined || suggestion.length > EDIT_CAP
        ? message
        : `${message} Write instead: ${suggestion.trim()}`,
    ),
  };
}

/** An error that does not block (it was there before) must not colour the pull request red. */
function levelOf({ severity }: Finding, { blocks }: CheckResult): AnnotationLevel {
  if (severity === "information") return "notice";
  return severity === "error" && blocks ? "error" : "warning";
}

function ofUnclear({ title, target: { outcome } }: CheckResult, pin: Pin | undefined): Annotation[] {
  if (outcome.status !== "inconclusive") return [];
  const message = printable(`${outcome.reason} ${outcome.remedy}`);
  return [{ level: "warning", ...placeOfPin(pin), title: `Could not tell: ${title}`, message }];
}

function placeOfFinding({ path, line, column, endLine }: Finding): Partial<Annotation> {
  return {
    ...(path === undefined ? {} : { file: path }),
    ...(line === undefined ? {} : { line }),
    ...(line === undefined || column === undefined ? {} : { column }),
    ...(line === undefined || endLine === undefined ? {} : { endLine }),
  };
}

function placeOfPin(pin: Pin | undefined): Partial<Annotation> {
  return pin === undefined ? {} : { file: pin.file, line: pin.line, column: pin.column };
}

/** The pin a person edits to move vLLM to the target; a lock follows it. */
export function movingPin({ pins, target }: Report): Pin | undefined {
  const moved = pins.filter(({ reference }) => "version" in reference && reference.version === target?.version);
  const candidates = moved.length === 0 ? pins : moved;
  return candidates.find(({ role }) => role !== "lock") ?? candidates[0];
}

function limited(annotations: readonly Annotation[]): Annotation[] {
  const kept = annotations.slice(0, ANNOTATIONS_PER_LEVEL);
  const more = annotations.length - kept.length;
  const last = kept.at(-1);
  if (more === 0 || last === undefined) return kept;
  return [...kept.slice(0, -1), { ...last, message: `${last.message}\n\n${more} more: see the job summary.` }];
}

function printable(text: string): string {
  return shorten(logText(text).trim(), MESSAGE_CAP);
}
