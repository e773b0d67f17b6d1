import { mapLines } from "../map-lines.ts";
import type { UpgradeMap } from "../upgrade-map.ts";
import { count } from "../wording.ts";

/** More bars than this make a tall picture that says no more. */
const BARS = 40;
const [WIDTH, MARGIN, BAR_HEIGHT] = [900, 80, 26];
/** GitHub's own red for what is in danger. */
const RED = "#cf222e";

/**
 * The errors of each release as a bar chart of Mermaid, which GitHub draws (https://mermaid.js.org/syntax/xyChart.html). A release
 * that could not be judged has no bar, and a bar of no length would say that it is safe: those are left out, and named below.
 *
 * @param target version, PEP 440
 * @returns Markdown, empty where there is nothing to draw
 */
export function upgradeChart(map: UpgradeMap, target: string | undefined): string {
  const drawn = mapLines(map, target, BARS).flatMap((line) =>
    line.kind === "release" && !("unknown" in line.row) ? [line.row] : [],
  );
  const largest = Math.max(0, ...drawn.map(({ errors }) => errors));
  if (drawn.length < 2 || largest === 0) return "";
  const config = {
    xyChart: {
      width: WIDTH,
      height: MARGIN + BAR_HEIGHT * drawn.length,
      // Room for the value axis' labels would give a bar of no length a visible stub: the numbers stand beside the releases.
      yAxis: { showLabel: false, showTick: false },
    },
    themeVariables: { xyChart: { plotColorPalette: RED } },
  };
  const chart = [
    "```mermaid",
    `%%{init: ${JSON.stringify(config)}}%%`,
    "xychart-beta horizontal",
    '  title "Errors in code and configuration, by vLLM release"',
    `  x-axis [${drawn.map(({ version, errors }) => `"${label(version)}: ${errors}"`).join(", ")}]`,
    `  y-axis 0 --> ${largest}`,
    `  bar [${drawn.map(({ errors }) => errors).join(", ")}]`,
    "```",
  ].join("\n");
  const missing = map.releases.length - drawn.length;
  return missing === 0 ? chart : `${chart}\n\n<sub>Without ${count(missing, "release")}: see the table.</sub>`;
}

/** Nothing that Mermaid reads as its own syntax. */
function label(version: string): string {
  return version.replace(/[^\w.+!-]/g, "_").slice(0, 40);
}
