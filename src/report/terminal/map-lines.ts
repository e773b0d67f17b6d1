import { type MapLine, mapLines, mapWords } from "../map-lines.ts";
import type { Report } from "../report.ts";
import { logLine } from "../untrusted.ts";
import { count } from "../wording.ts";
import { columns, type Paint, padEnd } from "./style.ts";

const SHOWN = 60;
const GAP = "  ";

/** What each later release would break: a table with bars. */
export function upgradeMapLines({ upgradeMap, target }: Report, paint: Paint): string[] {
  if (upgradeMap === undefined) return [];
  const lines = mapLines(upgradeMap, target?.version, SHOWN);
  const title = paint("bold", `Upgrade map: ${logLine(mapWords(upgradeMap), 200)}`);
  if (lines.length === 0) return [title];
  const cells = lines.map(cellsOf);
  const heads = ["release", "errors", "warnings"];
  const widths = heads.map((head, index) => Math.max(columns(head), ...cells.map((row) => columns(row[index] ?? ""))));
  const line = (row: readonly string[]) =>
    [
      padEnd(row[0] ?? "", widths[0] ?? 0),
      padStart(row[1] ?? "", widths[1] ?? 0),
      padStart(row[2] ?? "", widths[2] ?? 0),
      row[3] ?? "",
    ]
      .join(GAP)
      .trimEnd();
  return [title, paint("dim", line([...heads, "█ errors, ░ warnings"])), ...cells.map(line)];
}

function cellsOf(line: MapLine): string[] {
  if (line.kind === "gap") return ["…", "", "", `${count(line.left, "release")} left out`];
  const { row, bar, marks } = line;
  const mark = marks.length === 0 ? "" : `← ${marks.join(", ")}`;
  const [version, said] = [
    logLine(row.version, 40),
    "unknown" in row ? `not known: ${logLine(row.unknown, 200)}` : bar,
  ];
  const last = [said, mark].filter((part) => part !== "").join(" ");
  return "unknown" in row ? [version, "?", "?", last] : [version, String(row.errors), String(row.warnings), last];
}

function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - columns(text))) + text;
}
