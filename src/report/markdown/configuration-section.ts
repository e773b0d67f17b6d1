import type { Finding } from "../../checks/finding.ts";
import { RULES, type RuleId } from "../../checks/rules.ts";
import { amounts } from "../code-findings.ts";
import { bySubject, type ConfigurationGroup, configurationFindings } from "../configuration-findings.ts";
import { lineEdit } from "../line-edit.ts";
import type { Report } from "../report.ts";
import { fencedCode } from "../untrusted-markdown.ts";
import { count } from "../wording.ts";
import { changedDefaultsFold } from "./changed-defaults-fold.ts";
import { configurationTable, type TableStyle } from "./configuration-table.ts";
import { fold } from "./details-section.ts";
import type { Links } from "./findings-section.ts";
import { type Fullness, NOTHING, type Section, take } from "./fullness.ts";

/** So many rows stand in the open; a longer table is folded from there on. */
const OPEN = 25;
/** More edits than that are counted: each repeats what its row says. */
const EDITS = 40;
const SILENT =
  "🔇 **silent**: nothing fails when it runs. A setting has no effect, a field is ignored, a panel has no data; a line in the server's log says so at most.";

/** What of the configuration the target does not accept: a row for each flag, variable, field or metric, with its places. */
export function configurationSection(
  report: Report,
  full: Fullness,
  links: Links,
  suggested: ReadonlySet<Finding> = new Set(),
): Section {
  const { acting, information, blocks, defaults } = configurationFindings(report);
  if (acting.length + information.length + defaults.length === 0) return NOTHING;
  const groups = bySubject(acting);
  const isError = ({ severity }: ConfigurationGroup) => severity === "error";
  const errors = take(groups.filter(isError), full.errors);
  const warnings = take(
    groups.filter((group) => !isError(group)),
    full.warnings,
  );
  const more = take(bySubject(information), full.information);
  const style: TableStyle = { full, links, blocks };
  const shown = [...errors.shown, ...warnings.shown];
  const files = new Set(acting.map(({ path }) => path)).size;
  const folded = shown.slice(OPEN);
  const changed = changedDefaultsFold(report, defaults, full);
  const parts = [
    acting.length === 0 ? "### Configuration" : `### Configuration: ${amounts(acting)} in ${count(files, "file")}`,
    configurationTable(shown.slice(0, OPEN), style),
    ...(folded.length === 0 ? [] : [fold(`${folded.length} more of them`, configurationTable(folded, style))]),
    ...(shown.some(({ silent }) => silent) ? [SILENT] : []),
    ...explanations(shown, links),
    ...edits(
      shown.flatMap(({ findings }) => findings.slice(0, full.places)),
      suggested,
      full,
    ),
    ...(more.shown.length === 0 ? [] : [informationFold(more.shown, style)]),
    changed.text,
  ].filter((part) => part !== "");
  const omitted = [
    ...(errors.left === 0 ? [] : [`${count(places(errors.rest), "error")} of the configuration`]),
    ...(warnings.left === 0 ? [] : [`${count(places(warnings.rest), "warning")} of the configuration`]),
    ...(more.left === 0 ? [] : [`${places(more.rest)} of the configuration for information`]),
    ...changed.omitted,
  ];
  return { text: parts.length === 1 && acting.length === 0 ? "" : parts.join("\n\n"), omitted };
}

function informationFold(groups: readonly ConfigurationGroup[], style: TableStyle): string {
  return fold(
    `${places(groups)} for information: announced to go, without effect on this repository, in documents`,
    configurationTable(groups, style),
  );
}

function places(groups: readonly ConfigurationGroup[]): number {
  return groups.reduce((sum, { findings }) => sum + findings.length, 0);
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
  if (unique.length === 0) return [];
  const left = unique.length - EDITS;
  const more = left > 0 ? `\n\nand ${left} more: each row names what to write.` : "";
  const diff = fencedCode(unique.slice(0, EDITS).join("\n"), "diff");
  return [fold(`Write instead: ${count(unique.length, "edit")}`, `${diff}${more}`)];
}
