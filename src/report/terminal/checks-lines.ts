import type { CheckResult } from "../../checks/result.ts";
import type { Report } from "../report.ts";
import { logLine } from "../untrusted.ts";
import { type ResultWord, resultWord, type SideWord, sideWord } from "../wording.ts";
import { type Colour, columns, type Paint, padEnd, wrap } from "./style.ts";

const RESULT_COLOURS: Readonly<Record<ResultWord, Colour>> = {
  passed: "green",
  fixed: "green",
  regressed: "red",
  failed: "red",
  "still failing": "yellow",
  skipped: "dim",
  "could not tell": "yellow",
};

/** One column wide each, in every terminal font. */
export const MARKS: Readonly<Record<SideWord, string>> = {
  passed: "✓",
  failed: "✗",
  skipped: "-",
  "could not tell": "?",
};

const MARK_COLOURS: Readonly<Record<SideWord, Colour>> = {
  passed: "green",
  failed: "red",
  skipped: "dim",
  "could not tell": "yellow",
};

const GAP = "  ";

/** The table: what was seen stands in the last column, wrapped inside it where the terminal is wide enough. */
export function checksLines({ checks, current, target }: Report, paint: Paint, width: number): string[] {
  if (checks.length === 0) return [];
  const heads = [
    "check",
    logLine(current?.version ?? "current", 20),
    logLine(target?.version ?? "target", 20),
    "result",
  ];
  const rows = checks.map((check) => ({ check, cells: [logLine(check.title, 40), "", "", resultWord(check)] }));
  const widths = heads.map((head, index) =>
    Math.max(columns(head), ...rows.map(({ cells }) => columns(cells[index] ?? ""))),
  );
  const before = widths.reduce((sum, one) => sum + one + GAP.length, 0);
  const room = width - before;
  const head = heads.map((text, index) => padEnd(text, widths[index] ?? 0));
  const narrow = room < 24;
  return [
    paint("dim", [...head, ...(narrow ? [] : ["what was seen"])].join(GAP).trimEnd()),
    ...rows.flatMap(({ check, cells }) => {
      const painted = cells.map((cell, index) => cellText(check, cell, index, widths[index] ?? 0, paint));
      const seen = logLine(check.summary);
      // In a narrow terminal the summary gets a line of its own.
      if (narrow) return [painted.join(GAP).trimEnd(), ...wrap(seen, width - 4).map((line) => `    ${line}`)];
      const [first = "", ...rest] = wrap(seen, room);
      return [`${painted.join(GAP)}${GAP}${first}`.trimEnd(), ...rest.map((line) => " ".repeat(before) + line)];
    }),
  ];
}

function cellText(check: CheckResult, cell: string, index: number, width: number, paint: Paint): string {
  if (index === 0) return padEnd(cell, width);
  if (index === 3) {
    const word = resultWord(check);
    const colour = check.status === "failed" && check.blocks ? "red" : RESULT_COLOURS[word];
    return paint(colour, padEnd(word, width));
  }
  const word = sideWord(index === 1 ? check.current : check.target);
  return paint(MARK_COLOURS[word], padEnd(MARKS[word], width));
}
