import type { Finding, Severity } from "../../checks/finding.ts";
import { RULES, type RuleId } from "../../checks/rules.ts";
import { isQuietLeftover } from "../leftover-findings.ts";
import { OWN_SECTIONS } from "../own-sections.ts";
import type { Report } from "../report.ts";
import { inlineCode, markdownText } from "../untrusted-markdown.ts";
import { count } from "../wording.ts";
import { type Fullness, NOTHING, type Section, take } from "./fullness.ts";

/** Where a place of the repository and a rule's page can be read; absent where nobody knows. */
export interface Links {
  readonly file?: (path: string, line?: number) => string;
  readonly rule?: (rule: RuleId) => string;
}

interface Placed {
  readonly finding: Finding;
  readonly blocks: boolean;
}

const ORDER: readonly Severity[] = ["error", "warning", "information"];

/** What was found outside the code and the configuration, the gravest first, each with its place and, once a rule, with what the rule means. */
export function findingsSection({ checks }: Report, full: Fullness, links: Links): Section {
  const all = checks
    .filter(({ id }) => !OWN_SECTIONS.has(id))
    .flatMap(({ findings, blocks }) => findings.map((finding): Placed => ({ finding, blocks })))
    .filter(({ finding }) => !isQuietLeftover(finding))
    .sort((a, b) => Number(b.blocks) - Number(a.blocks));
  if (all.length === 0) return NOTHING;
  const amounts = { error: full.errors, warning: full.warnings, information: full.information };
  const groups = ORDER.map((severity) => ({
    severity,
    ...take(
      all.filter(({ finding }) => finding.severity === severity),
      amounts[severity],
    ),
  }));
  const omitted = groups.filter(({ left }) => left > 0).map(({ severity, left }) => named(left, severity));
  const shown = groups.flatMap((group) => group.shown);
  if (shown.length === 0) return { text: "", omitted };
  const explained = new Set<RuleId>();
  const items = shown.map((placed) => {
    const first = !explained.has(placed.finding.rule);
    explained.add(placed.finding.rule);
    return item(placed, first, full, links);
  });
  return { text: `### Findings\n\n${items.join("\n")}`, omitted };
}

function item({ finding, blocks }: Placed, explain: boolean, full: Fullness, links: Links): string {
  const { rule, severity, message, suggestion } = finding;
  const icon = severity === "error" ? (blocks ? "❌" : "⚠️") : severity === "warning" ? "⚠️" : "ℹ️";
  const { title, explanation } = RULES[rule];
  const name = links.rule === undefined ? title : `[${title}](${links.rule(rule)})`;
  const place = placeOf(finding, links);
  return [
    `- ${icon} **${name}**${place === "" ? "" : ` at ${place}`}: ${markdownText(message, full.messageLength)}`,
    ...(suggestion === undefined ? [] : [`  <br>Write instead: ${inlineCode(suggestion)}`]),
    ...(explain && severity !== "information" ? [`  <br><sub>${explanation}</sub>`] : []),
  ].join("\n");
}

function placeOf({ path, line }: Finding, links: Links): string {
  if (path === undefined) return "";
  const text = inlineCode(line === undefined ? path : `${path}:${line}`);
  return links.file === undefined ? text : `[${text}](${links.file(path, line)})`;
}

function named(amount: number, severity: Severity): string {
  return severity === "information" ? `${amount} for information` : count(amount, severity);
}
