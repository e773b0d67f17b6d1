import { normalize } from "../python/version.ts";
import type { Report } from "../report/report.ts";
import type { RollbackFiles } from "./rollback-files.ts";

/** The outputs `action.yml` names. Empty text means there is none. */
export const OUTPUT_NAMES = [
  "verdict",
  "current-version",
  "target-version",
  "findings",
  "report-path",
  "sarif-path",
  "rollback-patch",
  "rollback-requirements",
  "comment-url",
] as const;
export type OutputName = (typeof OUTPUT_NAMES)[number];

/** @param setOutput `core.setOutput`: it keeps values apart by a random delimiter in `GITHUB_OUTPUT` */
export function reportOutputs(
  report: Report,
  places: {
    readonly reportPath?: string | undefined;
    readonly sarifPath?: string | undefined;
    readonly rollback?: RollbackFiles | undefined;
    readonly commentUrl?: string | undefined;
  },
  setOutput: (name: OutputName, value: string) => void,
): void {
  const values: Readonly<Record<OutputName, string>> = {
    verdict: report.verdict,
    "current-version": versionText(report.current),
    "target-version": versionText(report.target),
    findings: String(report.checks.reduce((count, check) => count + check.findings.length, 0)),
    "report-path": places.reportPath ?? "",
    "sarif-path": places.sarifPath ?? "",
    "rollback-patch": places.rollback?.patch ?? "",
    "rollback-requirements": places.rollback?.requirements ?? "",
    "comment-url": places.commentUrl ?? "",
  };
  for (const name of OUTPUT_NAMES) setOutput(name, values[name]);
}

/**
 * Workflows paste outputs into shell scripts. A side that names no release has the text of its pin for a version, and PEP 440's
 * `===` takes any text: that is none.
 */
function versionText(side: Report["current"]): string {
  return side === undefined ? "" : (normalize(side.version) ?? "");
}
