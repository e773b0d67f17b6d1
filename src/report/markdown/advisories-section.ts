import { severityWords } from "../../advisories/severity.ts";
import { type AdvisoryRow, type AdvisoryState, advisoryRows, advisoryWords } from "../advisory-rows.ts";
import type { Report } from "../report.ts";
import { markdownText } from "../untrusted-markdown.ts";
import { count } from "../wording.ts";
import { fold } from "./details-section.ts";
import { type Fullness, NOTHING, type Section, take } from "./fullness.ts";

/** More than that nobody reads here; the JSON report has them all. */
const MOST = 60;
const STATES: Readonly<Record<AdvisoryState, string>> = {
  entered: "⚠️&nbsp;entered",
  fixed: "✅&nbsp;fixed",
  open: "open",
};

/** The known vulnerabilities of both releases, folded: what blocks stands among the findings. */
export function advisoriesSection({ checks }: Report, full: Fullness): Section {
  const advisories = checks.find(({ id }) => id === "advisories")?.advisories;
  if (advisories === undefined) return NOTHING;
  const { shown, left } = take(advisoryRows(advisories), Math.min(full.information, MOST));
  const omitted = left === 0 ? [] : [count(left, "advisory", "advisories")];
  if (shown.length === 0) return { text: "", omitted };
  const table = [
    "| Advisory | Rating | With this move | Fixed in | What it is |",
    "|:--|:--|:--|:--|:--|",
    ...shown.map(row),
  ];
  return { text: fold(`Known vulnerabilities: ${advisoryWords(advisories)}`, table.join("\n")), omitted };
}

function row({ state, advisory: { id, url, severity, fixedIn, summary } }: AdvisoryRow): string {
  const fixed = fixedIn === undefined ? "" : markdownText(fixedIn, 60);
  const cells = [
    `[${markdownText(id, 80)}](${url})`,
    severityWords(severity),
    STATES[state],
    fixed,
    markdownText(summary, 200),
  ];
  return `| ${cells.join(" | ")} |`;
}
