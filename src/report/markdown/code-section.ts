import type { Finding } from "../../checks/finding.ts";
import { RULES, type RuleId } from "../../checks/rules.ts";
import { amounts, byFile, codeFindings, hints, sharedQuiet, withoutQuiet } from "../code-findings.ts";
import { lineEdit } from "../line-edit.ts";
import type { Report } from "../report.ts";
import { fencedCode, inlineCode, markdownProse } from "../untrusted-markdown.ts";
import { count } from "../wording.ts";
import { fold } from "./details-section.ts";
import type { Links } from "./findings-section.ts";
import { type Fullness, NOTHING, type Section, take } from "./fullness.ts";

/** So many stand in the open; a longer list is folded from there on. */
const OPEN = 25;

interface Style {
  readonly full: Fullness;
  readonly links: Links;
  readonly blocks: boolean;
  /** Findings whose edit stands at its line of the pull request. */
  readonly suggested: ReadonlySet<Finding>;
  /** Rules explained already. */
  readonly explained: Set<RuleId>;
}

/** What the target breaks in the code: file by file, each line with what is wrong there and what to write instead. */
export function codeSection(
  report: Report,
  full: Fullness,
  links: Links,
  suggested: ReadonlySet<Finding> = new Set(),
): Section {
  const { acting, information, blocks } = codeFindings(report);
  if (acting.length + information.length === 0) return NOTHING;
  const errors = take(acting.filter(isError), full.errors);
  const warnings = take(
    acting.filter((finding) => !isError(finding)),
    full.warnings,
  );
  const kept = new Set([...errors.shown, ...warnings.shown]);
  const shown = acting.filter((finding) => kept.has(finding));
  const more = take(information, full.information);
  const style: Style = { full, links, blocks, suggested, explained: new Set() };
  const open = shown.slice(0, OPEN);
  const folded = shown.slice(OPEN);
  const parts = [
    acting.length === 0
      ? "### Code"
      : `### Code: ${amounts(acting)} in ${count(new Set(acting.map(({ path }) => path)).size, "file")}`,
    ...byFile(open).map((group) => fileBlock(group, style)),
    ...(folded.length === 0 ? [] : [foldOf(`More: ${amounts(folded)}`, folded, style)]),
    ...(more.shown.length === 0
      ? []
      : [
          foldOf(
            `${more.shown.length} for information: guarded, deprecated, left out, notebooks, documents`,
            more.shown,
            style,
          ),
        ]),
  ];
  const omitted = [
    ...(errors.left === 0 ? [] : [`${count(errors.left, "error")} of the code`]),
    ...(warnings.left === 0 ? [] : [`${count(warnings.left, "warning")} of the code`]),
    ...(more.left === 0 ? [] : [`${more.left} of the code for information`]),
  ];
  return { text: parts.join("\n\n"), omitted };
}

function isError({ severity }: Finding): boolean {
  return severity === "error";
}

function foldOf(summary: string, findings: readonly Finding[], style: Style): string {
  return fold(
    summary,
    byFile(findings)
      .map((group) => fileBlock(group, style))
      .join("\n\n"),
  );
}

function fileBlock({ path, findings }: ReturnType<typeof byFile>[number], style: Style): string {
  const quiet = sharedQuiet(findings);
  const items = sameSaid(quiet === undefined ? findings : findings.map(withoutQuiet))
    .map((same) => item(same, style))
    .join("\n");
  if (path === undefined) return items;
  const name = inlineCode(path, 300);
  const linked = style.links.file === undefined ? name : `[${name}](${style.links.file(path)})`;
  const why = quiet === undefined ? "" : ` (${markdownProse(quiet, 200)})`;
  return `**${linked}**${why}\n\n${items}`;
}

/** One cause may break many lines of a file: what is said of each in the same words is said once. An edit is its line's own. */
function sameSaid(findings: readonly Finding[]): (readonly [Finding, ...Finding[]])[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const [index, finding] of findings.entries()) {
    const { rule, severity, message, line, suggestion } = finding;
    const own = suggestion !== undefined || line === undefined;
    const key = JSON.stringify(own ? index : [rule, severity, message, hints(finding)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function item(same: readonly [Finding, ...Finding[]], style: Style): string {
  const [finding] = same;
  const { full, links, blocks, explained } = style;
  const { rule, severity, message } = finding;
  const icon = severity === "information" ? "ℹ️" : severity === "error" && blocks ? "❌" : "⚠️";
  const { title, explanation } = RULES[rule];
  const name = links.rule === undefined ? title : `[${title}](${links.rule(rule)})`;
  const place = placesOf(same, links);
  const said = markdownProse([message, ...hints(finding)].join(" "), full.messageLength);
  const explain = severity !== "information" && !explained.has(rule);
  if (explain) explained.add(rule);
  return [
    `- ${icon} ${place === "" ? "" : `${place} `}**${name}**: ${said}`,
    ...(explain ? [`  <br><sub>${explanation}</sub>`] : []),
    ...instead(finding, style),
  ].join("\n");
}

/** More places of one file than that are counted. */
const PLACES = 12;

/** `line 8`; `lines 8, 12, 40`. */
function placesOf(same: readonly Finding[], links: Links): string {
  const path = same[0]?.path;
  const lines = [...new Set(same.flatMap(({ line }) => line ?? []))];
  if (path === undefined || lines.length === 0) return "";
  const link = (text: string, line: number) =>
    links.file === undefined ? text : `[${text}](${links.file(path, line)})`;
  const [only, ...others] = lines;
  if (only !== undefined && others.length === 0) return link(`line ${only}`, only);
  const shown = lines.slice(0, PLACES).map((line) => link(String(line), line));
  return `lines ${shown.join(", ")}${lines.length > PLACES ? ` and ${lines.length - PLACES} more` : ""}`;
}

/** The edit as a diff within the list item. One that GitHub shows at its line is not shown twice. */
function instead(finding: Finding, { full, suggested }: Style): string[] {
  if (finding.suggestion === undefined || !full.edits) return [];
  if (suggested.has(finding)) return ["  <br>Write instead: see the suggestion at the line."];
  const edit = lineEdit(finding);
  if (edit === undefined || edit.before.length + edit.after.length > full.messageLength)
    return [`  <br>Write instead: ${inlineCode(finding.suggestion)}`];
  return [fencedCode(`-${edit.before}\n+${edit.after}`, "diff").replace(/^/gm, "  ")];
}
