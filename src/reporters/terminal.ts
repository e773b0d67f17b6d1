import type { Report, Verdict } from "../report/report.ts";
import { advisoriesLines } from "../report/terminal/advisories-lines.ts";
import { checksLines } from "../report/terminal/checks-lines.ts";
import { codeLines } from "../report/terminal/code-lines.ts";
import { configurationLines } from "../report/terminal/configuration-lines.ts";
import { dependencyLines } from "../report/terminal/dependency-lines.ts";
import { deploymentsLines, leftoverLines } from "../report/terminal/deployments-lines.ts";
import { findingsLines, remedyLines } from "../report/terminal/findings-lines.ts";
import { leftOutLines } from "../report/terminal/left-out-lines.ts";
import { upgradeMapLines } from "../report/terminal/map-lines.ts";
import { releaseNotesLines } from "../report/terminal/release-notes-lines.ts";
import { rollbackLines } from "../report/terminal/rollback-lines.ts";
import { type Colour, hanging, type Paint, painter } from "../report/terminal/style.ts";
import { suppressedLines } from "../report/terminal/suppressed-lines.ts";
import { logLine, withoutCommands } from "../report/untrusted.ts";
import { footerWords, pathWords, splitReason } from "../report/wording.ts";

export interface TerminalOptions {
  /** ANSI colours. */
  readonly color?: boolean;
  /** Columns; prose is wrapped to at most 100 of them. */
  readonly width?: number;
  /** Whether the files left out of the alarm are named. */
  readonly listExcluded?: boolean;
}

const MARKS: Readonly<Record<Verdict, readonly [string, Colour]>> = {
  pass: ["✓", "green"],
  fail: ["✗", "red"],
  inconclusive: ["?", "yellow"],
  "not-applicable": ["-", "dim"],
};

const NOTES_SHOWN = 20;

/** The report for a terminal or a log: the verdict first, the way back last. Safe to print inside a workflow's log. */
export function renderTerminal(report: Report, options: TerminalOptions = {}): string {
  const { color = false, width = 100, listExcluded = false } = options;
  const paint = painter(color);
  const room = Math.max(40, Math.min(width, 140));
  const prose = Math.min(room, 100);
  const help = remedyLines(report, prose);
  const notes = [...new Set([...(report.path?.notes ?? []), ...report.notes])];
  const shown = notes.slice(0, NOTES_SHOWN).map((note) => hanging("  ", logLine(note, 1000), prose));
  if (notes.length > NOTES_SHOWN)
    shown.push(paint("dim", `  … ${notes.length - NOTES_SHOWN} more: --format json has them all`));
  const blocks = [
    verdictLines(report, paint, prose),
    checksLines(report, paint, room),
    codeLines(report, paint, room),
    configurationLines(report, paint, room),
    findingsLines(report, paint, prose),
    leftoverLines(report, paint, prose),
    deploymentsLines(report, paint, prose),
    dependencyLines(report, paint),
    advisoriesLines(report, paint, prose),
    suppressedLines(report, paint, prose),
    leftOutLines(report, paint, prose, listExcluded),
    help.length === 0 ? [] : [paint("bold", "What would help"), ...help],
    shown.length === 0 ? [] : [paint("bold", "Notes"), ...shown],
    upgradeMapLines(report, paint),
    releaseNotesLines(report, paint, prose),
    rollbackLines(report, paint, width),
    [
      paint(
        "dim",
        footerWords(report)
          .map((words) => logLine(words, 120))
          .join(" · "),
      ),
    ],
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return withoutCommands(`${text.join("\n\n")}\n`);
}

function verdictLines(report: Report, paint: Paint, width: number): string[] {
  const { lead, rest } = splitReason(report);
  const [mark, colour] = MARKS[report.verdict];
  const { current, target, path } = report;
  const from = current === undefined ? "" : `${logLine(current.version, 60)} → `;
  const move = target === undefined ? "" : `: vLLM ${from}${logLine(target.version, 60)}`;
  return [
    paint("bold", `${paint(colour, `${mark} ${lead}`)}${move}`),
    hanging("  ", logLine(rest, 800), width),
    ...(path === undefined ? [] : [`  ${pathWords(path).join(", ")}`]),
  ];
}
