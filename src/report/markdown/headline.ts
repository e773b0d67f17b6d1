import { checkedWords } from "../deployment-facts.ts";
import type { Report, Verdict } from "../report.ts";
import { inlineCode, markdownText } from "../untrusted-markdown.ts";
import { count, pathWords, splitReason } from "../wording.ts";

export const VERDICT_ICONS: Readonly<Record<Verdict, string>> = {
  pass: "✅",
  fail: "❌",
  inconclusive: "❓",
  "not-applicable": "➖",
};

/** The verdict in words, the sentence behind it, and the step it is about. */
export function headline(report: Report): string {
  const { lead, rest } = splitReason(report);
  const title = `## ${VERDICT_ICONS[report.verdict]} ${lead}${move(report)}`;
  return [title, `**${markdownText(rest, 700)}**`, stepLine(report)].filter((part) => part !== "").join("\n\n");
}

function move({ current, target }: Report): string {
  if (target === undefined) return "";
  const from = current === undefined ? "" : `${markdownText(current.version, 60)} → `;
  return `: vLLM ${from}${markdownText(target.version, 60)}`;
}

function stepLine({ path, pins, target, deployments }: Report): string {
  const words = path === undefined ? "" : pathWords(path).join(", ");
  const moved = pins.filter(({ reference }) => "version" in reference && reference.version === target?.version);
  const places = moved.slice(0, 3).map(({ file, line }) => inlineCode(`${file}:${line}`, 120));
  const more = moved.length > places.length ? ` and ${count(moved.length - places.length, "other place")}` : "";
  const pinned = places.length === 0 ? "" : `pinned in ${places.join(", ")}${more}`;
  const checked = checkedWords(deployments);
  const about =
    checked === undefined ? "" : `about ${inlineCode(checked, 120)}, 1 of ${deployments?.length} deployments`;
  return [words, pinned, about].filter((part) => part !== "").join(" · ");
}
