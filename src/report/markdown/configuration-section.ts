import type { Finding } from "../../checks/finding.ts";
import { RULES, type RuleId } from "../../checks/rules.ts";
import { amounts } from "../code-findings.ts";
import { bySubject, type ConfigurationGroup, configurationFindings } from "../configuration-findings.ts";
import { lineEdit } from "../line-edit.ts";
import type { Report } from "../report.ts";
import { fencedCode, inlineCode, markdownProse, markdownText } from "../untrusted-markdown.ts";
import { count } from "../wording.ts";
import { changedDefaultsFold } from "./changed-defaults-fold.ts";
import { fold } from "./details-section.ts";
import type { Links } from "./findings-section.ts";
import { type Fullness, NOTHING, type Section, take } from "./fullness.ts";

/** So many rows stand in the open; a longer table is folded from there on. */
const OPEN = 25;
/** More places of one row than that are counted. */
const PLACES = 12;
const SILENT =
  "🔇 **silent**: nothing fails and nothing tells you when it runs. What was asked for is not there any more: a setting that has no effect, a field that is ignored, a panel without data.";

interface Style {
  readonly full: Fullness;
  readonly links: Links;
  readonly blocks: boolean;
}

/** What of the configuration the target does not accept: a row for each flag, variable, field or metric, with its places. */
export function configurationSection(
  report: Report,
  full: Fullness,
  links: Links,
  suggested: ReadonlySet<Finding> = new Set(),
): Section {
  const { acting, information, blocks, defaults } = configurationFindings(report);
  if (acting.length + information.length + defaults.length === 0) return NOTHING;
  const isError = ({ severity }: Finding) => severity === "error";
  const errors = take(acting.filter(isError), full.errors);
  const warnings = take(
    acting.filter((finding) => !isError(finding)),
    full.warnings,
  );
  const more = take(information, full.information);
  const style: Style = { full, links, blocks };
  const shown = [...errors.shown, ...warnings.shown];
  const groups = bySubject(shown);
  const files = new Set(acting.map(({ path }) => path)).size;
  const folded = groups.slice(OPEN);
  const changed = changedDefaultsFold(report, defaults, full);
  const parts = [
    acting.length === 0 ? "### Configuration" : `### Configuration: ${amounts(acting)} in ${count(files, "file")}`,
    table(groups.slice(0, OPEN), style),
    ...(folded.length === 0 ? [] : [fold(`More: ${folded.length} of them`, table(folded, style))]),
    ...(groups.some(({ silent }) => silent) ? [SILENT] : []),
    ...explanations(groups, links),
    ...edits(shown, suggested, full),
    ...(more.shown.length === 0 ? [] : [informationFold(more.shown, style)]),
    changed.text,
  ].filter((part) => part !== "");
  const omitted = [
    ...(errors.left === 0 ? [] : [`${count(errors.left, "error")} of the configuration`]),
    ...(warnings.left === 0 ? [] : [`${count(warnings.left, "warning")} of the configuration`]),
    ...(more.left === 0 ? [] : [`${more.left} of the configuration for information`]),
    ...changed.omitted,
  ];
  return { text: parts.length === 1 && acting.length === 0 ? "" : parts.join("\n\n"), omitted };
}

function informationFold(findings: readonly Finding[], style: Style): string {
  return fold(
    `${findings.length} for information: announced to go, without effect on this repository, in documents`,
    table(bySubject(findings), style),
  );
}

function table(groups: readonly ConfigurationGroup[], style: Style): string {
  if (groups.length === 0) return "";
  const rows = groups.map((group) => `| ${icon(group, style)} | ${what(group, style)} | ${where(group, style)} |`);
  return ["| | What the target does not accept | Where |", "|:-:|:--|:--|", ...rows].join("\n");
}

function icon({ severity }: ConfigurationGroup, { blocks }: Style): string {
  if (severity === "information") return "ℹ️";
  return severity === "error" && blocks ? "❌" : "⚠️";
}

function what({ rule, silent, said, findings }: ConfigurationGroup, { full }: Style): string {
  const reasons = new Set(findings.flatMap(({ data }) => (typeof data?.["quiet"] === "string" ? [data["quiet"]] : [])));
  const why =
    reasons.size === 0
      ? ""
      : ` (${[...reasons]
          .slice(0, 3)
          .map((reason) => markdownText(reason, 200))
          .join("; ")})`;
  const mark = silent ? "🔇 **silent** · " : "";
  return `${mark}**${RULES[rule].title}**: ${markdownProse(said, full.messageLength)}${why}`;
}

function where({ findings }: ConfigurationGroup, { links }: Style): string {
  const places = findings.slice(0, PLACES).map(({ path = "", line, data }) => {
    const name = inlineCode(line === undefined ? path : `${path}:${line}`, 300);
    const panel = data?.["where"];
    const within = typeof panel === "string" && panel !== "" ? ` (${markdownText(panel, 80)})` : "";
    return `${links.file === undefined ? name : `[${name}](${links.file(path, line)})`}${within}`;
  });
  const left = findings.length - places.length;
  return [...places, ...(left > 0 ? [`and ${left} more`] : [])].join("<br>");
}

/** What each kind means, once. */
function explanations(groups: readonly ConfigurationGroup[], links: Links): string[] {
  const rules = [...new Set(groups.map(({ rule }) => rule))];
  if (rules.length === 0) return [];
  const named = (rule: RuleId) =>
    links.rule === undefined ? RULES[rule].title : `[${RULES[rule].title}](${links.rule(rule)})`;
  return [rules.map((rule) => `<sub>**${named(rule)}**: ${RULES[rule].explanation}</sub>`).join("<br>\n")];
}

/** What to write instead, as diffs. Those that GitHub shows at their line are not shown twice. */
function edits(findings: readonly Finding[], suggested: ReadonlySet<Finding>, full: Fullness): string[] {
  const open = full.edits ? findings.filter((finding) => !suggested.has(finding)) : [];
  const diffs = open.flatMap((finding) => {
    const edit = lineEdit(finding);
    if (edit === undefined || edit.before.length + edit.after.length > full.messageLength) return [];
    return [`@@ ${edit.path}:${edit.line} @@\n-${edit.before}\n+${edit.after}`];
  });
  const unique = [...new Set(diffs)];
  return unique.length === 0
    ? []
    : [fold(`Write instead: ${count(unique.length, "edit")}`, fencedCode(unique.join("\n"), "diff"))];
}
