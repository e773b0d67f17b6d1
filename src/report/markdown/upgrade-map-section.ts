import { type MapLine, mapLines, mapWords } from "../map-lines.ts";
import type { Report } from "../report.ts";
import { inlineCode, markdownText } from "../untrusted-markdown.ts";
import { count } from "../wording.ts";
import { fold } from "./details-section.ts";
import { type Fullness, NOTHING, type Section } from "./fullness.ts";
import { upgradeChart } from "./upgrade-chart.ts";

/** A longer table is folded in a comment. */
const OPEN_ROWS = 15;

/**
 * What each later release would break: a table with bars, which reads anywhere.
 *
 * @param chart whether there is room for a picture too
 */
export function upgradeMapSection({ upgradeMap, target }: Report, full: Fullness, chart: boolean): Section {
  if (upgradeMap === undefined) return NOTHING;
  const lines = mapLines(upgradeMap, target?.version, full.mapRows);
  const left = lines.reduce((sum, line) => sum + (line.kind === "gap" ? line.left : 0), 0);
  const heading = `### Upgrade map: ${markdownText(mapWords(upgradeMap), 200)}`;
  if (upgradeMap.releases.length === 0) return { text: heading, omitted: [] };
  const table = [
    row(["Release", "Errors", "Warnings", "█ errors, ░ warnings", ""]),
    "|:--|--:|--:|:--|:--|",
    ...lines.map(tableRow),
  ].join("\n");
  const long = lines.length > OPEN_ROWS && !chart;
  return {
    text: [
      heading,
      ...(chart ? [upgradeChart(upgradeMap, target?.version)] : []),
      long ? fold(`What each of ${count(upgradeMap.releases.length, "release")} would break`, table) : table,
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
    omitted: left === 0 ? [] : [`${count(left, "release")} of the upgrade map`],
  };
}

function tableRow(line: MapLine): string {
  if (line.kind === "gap") return row(["…", "", "", `${count(line.left, "release")} left out`, ""]);
  const { row: release, bar, marks } = line;
  const version = inlineCode(release.version, 60);
  const mark = marks.length === 0 ? "" : `**← ${marks.join(", ")}**`;
  if ("unknown" in release) return row([version, "?", "?", `not known: ${markdownText(release.unknown, 200)}`, mark]);
  return row([version, String(release.errors), String(release.warnings), inlineCode(bar), mark]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
