import { RULES } from "../../checks/rules.ts";
import type { SuppressedFinding } from "../../checks/suppression/suppression.ts";
import type { Report } from "../report.ts";
import { inlineCode, markdownText } from "../untrusted-markdown.ts";
import { suppressedFindings, suppressedWords } from "../wording.ts";
import { fold } from "./details-section.ts";
import type { Links } from "./findings-section.ts";
import { type Fullness, NOTHING, type Section, take } from "./fullness.ts";

/** What was found and does not count, folded: with the reason, and where somebody decided so. */
export function suppressedSection(report: Report, full: Fullness, links: Links): Section {
  const all = suppressedFindings(report);
  if (all.length === 0) return NOTHING;
  const { shown, left } = take(all, full.suppressed);
  const omitted = left === 0 ? [] : [suppressedWords(left)];
  if (shown.length === 0) return { text: "", omitted };
  const items = shown.map((one) => item(one, full, links));
  return { text: fold(suppressedWords(all.length), items.join("\n")), omitted };
}

function item({ finding, suppression }: SuppressedFinding, full: Fullness, links: Links): string {
  const { rule, path = "", line, message } = finding;
  const { reason, until } = suppression;
  const title = links.rule === undefined ? RULES[rule].title : `[${RULES[rule].title}](${links.rule(rule)})`;
  const end = until === undefined ? "" : `, until ${markdownText(until, 20)}`;
  return [
    `- **${title}** at ${place(path, line, links)}: ${markdownText(message, full.messageLength)}`,
    `  <br>Suppressed by ${place(suppression.path, suppression.line, links)}${end}: ${markdownText(reason, full.messageLength)}`,
  ].join("\n");
}

function place(path: string, line: number | undefined, links: Links): string {
  const text = inlineCode(line === undefined ? path : `${path}:${line}`);
  return links.file === undefined || path.startsWith("../") ? text : `[${text}](${links.file(path, line)})`;
}
