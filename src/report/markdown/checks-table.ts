import type { CheckResult, SideResult } from "../../checks/result.ts";
import type { Report } from "../report.ts";
import { markdownText } from "../untrusted-markdown.ts";
import { resultWord, type SideWord, sideWord } from "../wording.ts";

const SIDE_ICONS: Readonly<Record<SideWord, string>> = {
  passed: "✅",
  failed: "❌",
  skipped: "➖",
  "could not tell": "❓",
};

/** One row a check: how each release did, what that means, and what was seen. */
export function checksTable({ checks, current, target }: Report): string {
  if (checks.length === 0) return "";
  const rows = checks.map((check) => [
    markdownText(check.title, 60),
    side(check.current),
    side(check.target),
    result(check),
    // A number stays beside its unit.
    markdownText(check.summary, 200).replace(/(\d) (?=(?:s|min|MB|GB)\b)/g, "$1&nbsp;"),
  ]);
  return [
    row(["Check", column("Current", current?.version), column("Target", target?.version), "Result", "What was seen"]),
    "|:--|:-:|:-:|:--|:--|",
    ...rows.map(row),
  ].join("\n");
}

function column(word: string, version: string | undefined): string {
  return version === undefined ? word : `${word}<br>${markdownText(version, 60)}`;
}

/** A mark alone is read out by its own name; the column after it says the word. */
function side(side: SideResult): string {
  return SIDE_ICONS[sideWord(side)];
}

/** Only what somebody must look at stands out; a failure that keeps nobody from merging is not red. */
function result(check: CheckResult): string {
  const word = resultWord(check).replaceAll(" ", "&nbsp;");
  if (check.status === "failed") return check.blocks ? `❌&nbsp;**${word}**` : `⚠️&nbsp;${word}`;
  return check.status === "inconclusive" ? `❓&nbsp;**${word}**` : word;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
