import type { MapLine } from "../map-lines.ts";
import { count } from "../wording.ts";

/** More bars than this overlap. */
const BARS = 40;
/** GitHub's own red for what is in danger. */
const RED = "#cf222e";
const [WIDTH, MARGIN, BAR_HEIGHT] = [900, 120, 24];

/**
 * The errors of each release as a bar chart of Mermaid, which GitHub draws (https://mermaid.js.org/syntax/xyChart.html). A release
 * that could not be judged has no bar, and a bar of no length would say that it is safe: those are left out, and named below.
 *
 * @returns Markdown, empty where there is nothing to draw
 */
export function upgradeChart(lines: readonly MapLine[]): string {
  const releases = lines.flatMap((line) => (line.kind === "release" ? [line.row] : []));
  const judged = releases.flatMap((row) => ("unknown" in row ? [] : [row]));
  const drawn = judged.length <= BARS ? judged : [...judged.slice(0, BARS / 2), ...judged.slice(-BARS / 2)];
  const largest = Math.max(0, ...drawn.map(({ errors }) => errors));
  if (drawn.length < 2 || largest === 0) return "";
  const missing = releases.length - drawn.length;
  const config = {
    xyChart: { width: WIDTH, height: MARGIN + BAR_HEIGHT * drawn.length },
    themeVariables: { xyChart: { plotColorPalette: RED } },
  };
  const chart = [
    "```mermaid",
    `%%{init: ${JSON.stringify(config)}}%%`,
    "xychart-beta horizontal",
    '  title "Errors in the code, by vLLM release"',
    `  x-axis [${drawn.map(({ version }) => `"${label(version)}"`).join(", ")}]`,
    `  y-axis "errors" 0 --> ${largest}`,
    `  bar [${drawn.map(({ errors }) => errors).join(", ")}]`,
    "```",
  ].join("\n");
  return missing === 0 ? chart : `${chart}\n\n<sub>Without ${count(missing, "release")}: see the table.</sub>`;
}

/** Nothing that Mermaid reads as its own syntax. */
function label(version: string): string {
  return version.replace(/[^\w.+!-]/g, "_").slice(0, 40);
}
