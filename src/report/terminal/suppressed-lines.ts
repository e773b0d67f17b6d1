import type { SuppressedFinding } from "../../checks/suppression/suppression.ts";
import type { Report } from "../report.ts";
import { logLine } from "../untrusted.ts";
import { suppressedFindings, suppressedWords } from "../wording.ts";
import { hanging, type Paint } from "./style.ts";

const SHOWN = 10;

/** What was found and does not count: a line each, dim. */
export function suppressedLines(report: Report, paint: Paint, width: number): string[] {
  const all = suppressedFindings(report);
  if (all.length === 0) return [];
  const left = all.length - SHOWN;
  return [
    paint("bold", suppressedWords(all.length)),
    ...all.slice(0, SHOWN).map((one) => paint("dim", hanging("  ", words(one), width))),
    ...(left > 0 ? [paint("dim", `  … ${left} more: --format json has them all`)] : []),
  ];
}

function words({ finding, suppression }: SuppressedFinding): string {
  const place = [finding.path, finding.line].filter((part) => part !== undefined).join(":");
  const end = suppression.until === undefined ? "" : `, until ${suppression.until}`;
  const by = `${suppression.path}:${suppression.line}`;
  return `${logLine(place, 300)} [${finding.rule}] ${logLine(suppression.reason, 300)} (${logLine(by, 300)}${end})`;
}
