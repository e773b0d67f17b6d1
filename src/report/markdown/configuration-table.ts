import type { Finding } from "../../checks/finding.ts";
import { RULES } from "../../checks/rules.ts";
import { byFile } from "../code-findings.ts";
import type { ConfigurationGroup } from "../configuration-findings.ts";
import { inlineCode, markdownProse, markdownText } from "../untrusted-markdown.ts";
import { count } from "../wording.ts";
import type { Links } from "./findings-section.ts";
import type { Fullness } from "./fullness.ts";

/** The places of so many files stand in the open; those of the others are folded in their row. */
const OPEN_FILES = 3;

export interface TableStyle {
  readonly full: Fullness;
  readonly links: Links;
  readonly blocks: boolean;
}

/**
 * A row for each thing that does not fit. The places stand below what is said and not beside it: a long path in a column of its
 * own leaves the words no room.
 */
export function configurationTable(groups: readonly ConfigurationGroup[], style: TableStyle): string {
  if (groups.length === 0) return "";
  const rows = groups.map((group) => `| ${icon(group, style)} | ${what(group, style)}<br>${where(group, style)} |`);
  return ["| | What the target does not accept, and where it is used |", "|:-:|:--|", ...rows].join("\n");
}

function icon({ severity }: ConfigurationGroup, { blocks }: TableStyle): string {
  if (severity === "information") return "ℹ️";
  return severity === "error" && blocks ? "❌" : "⚠️";
}

function what({ rule, severity, silent, said, findings }: ConfigurationGroup, { full }: TableStyle): string {
  const reasons = new Set(findings.flatMap(({ data }) => (typeof data?.["quiet"] === "string" ? [data["quiet"]] : [])));
  const shown = [...reasons].slice(0, 3).map((reason) => markdownText(reason, 200));
  const why = shown.length === 0 ? "" : ` (${shown.join("; ")})`;
  const mark = silent && severity !== "information" ? "🔇 **silent** · " : "";
  return `${mark}**${RULES[rule].title}**: ${markdownProse(said, full.messageLength)}${why}`;
}

function where({ findings }: ConfigurationGroup, { full, links }: TableStyle): string {
  const shown = findings.slice(0, full.places);
  const left = findings.length - shown.length;
  const files = byFile(shown);
  const [open, folded] = [files.slice(0, OPEN_FILES), files.slice(OPEN_FILES)];
  const more = left > 0 ? [`and ${left} more`] : [];
  const lines = open.map((file) => places(file.findings, links));
  if (folded.length === 0) return [...lines, ...more].join("<br>");
  const hidden = folded.reduce((sum, file) => sum + file.findings.length, left);
  const inside = [...folded.map((file) => places(file.findings, links)), ...more].join("<br>");
  return `${lines.join("<br>")}<details><summary>${count(hidden, "more place")}</summary>${inside}</details>`;
}

/** Those of one file in a line: `deploy/serve.yaml:12`, `:40`. */
function places(findings: readonly Finding[], { file }: Links): string {
  return findings
    .map(({ path = "", line, data }, index) => {
      const text = line === undefined ? path : index === 0 ? `${path}:${line}` : `:${line}`;
      const name = inlineCode(text, 300);
      const panel = data?.["where"];
      const within = typeof panel === "string" && panel !== "" ? ` (${markdownText(panel, 80)})` : "";
      return `${file === undefined ? name : `[${name}](${file(path, line)})`}${within}`;
    })
    .join(", ");
}
