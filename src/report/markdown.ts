import type { Finding } from "../checks/finding.ts";
import { advisoriesSection } from "./markdown/advisories-section.ts";
import { backgroundSection, footer, notesSection } from "./markdown/background-section.ts";
import { checksTable } from "./markdown/checks-table.ts";
import { codeSection } from "./markdown/code-section.ts";
import { configurationSection } from "./markdown/configuration-section.ts";
import { dependenciesSection } from "./markdown/dependencies-section.ts";
import { deploymentsSection, leftoversSection } from "./markdown/deployments-section.ts";
import { detailsSection, remediesSection } from "./markdown/details-section.ts";
import { findingsSection, type Links } from "./markdown/findings-section.ts";
import { type Fullness, LEVELS } from "./markdown/fullness.ts";
import { headline, VERDICT_ICONS } from "./markdown/headline.ts";
import { leftOutSection } from "./markdown/left-out-section.ts";
import { releaseNotesSection } from "./markdown/release-notes-section.ts";
import { rollbackSection } from "./markdown/rollback-section.ts";
import { suppressedSection } from "./markdown/suppressed-section.ts";
import { upgradeMapSection } from "./markdown/upgrade-map-section.ts";
import type { Report } from "./report.ts";
import { shorten } from "./untrusted.ts";
import { markdownText } from "./untrusted-markdown.ts";
import { splitReason } from "./wording.ts";

/** GitHub answers 422 to a longer comment ("Body is too long (maximum is 65536 characters)"). Less the reporter's own marker. */
export const COMMENT_LIMIT = 65_536;
/**
 * Bytes of UTF-8 for each step: a longer summary is not shown at all.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
 */
export const SUMMARY_LIMIT = 1_048_576;

export interface RenderOptions {
  readonly limit?: number;
  /** UTF-16 code units (never fewer than what GitHub counts), or bytes in UTF-8. */
  readonly unit?: "characters" | "bytes";
  /** Where the reader finds what was left out. */
  readonly whole?: string;
  readonly links?: Links;
  /** Findings whose edit stands at its line of the pull request: it is not shown again. */
  readonly suggested?: ReadonlySet<Finding>;
  /** Whether the upgrade map is drawn too, where the page has room for a picture. */
  readonly chart?: boolean;
}

/** The comment and the job summary: GitHub Flavored Markdown, in which all that came from outside is neutralised. */
export function renderMarkdown(report: Report, options: RenderOptions = {}): string {
  const { limit = COMMENT_LIMIT, unit = "characters" } = options;
  const size = (text: string) => (unit === "bytes" ? Buffer.byteLength(text) : text.length);
  let text = "";
  for (const full of LEVELS) {
    text = report.verdict === "not-applicable" ? notApplicable(report, full, options) : page(report, full, options);
    if (size(text) <= limit) return text;
  }
  return shorten(text, Math.floor(unit === "bytes" ? limit / 3 : limit));
}

function page(report: Report, full: Fullness, options: RenderOptions): string {
  const { whole = "the JSON report", links = {}, suggested, chart = false } = options;
  const code = codeSection(report, full, links, suggested);
  const configuration = configurationSection(report, full, links, suggested);
  const findings = findingsSection(report, full, links);
  const suppressed = suppressedSection(report, full, links);
  const leftovers = leftoversSection(report, full, links);
  const deployments = deploymentsSection(report, full, links);
  const leftOut = leftOutSection(report, full, links);
  const dependencies = dependenciesSection(report, full);
  const advisories = advisoriesSection(report, full);
  const details = detailsSection(report, full);
  const map = upgradeMapSection(report, full, chart);
  const releaseNotes = releaseNotesSection(report, full, links);
  const rollback = rollbackSection(report, full);
  const notes = notesSection(report, full);
  const background = backgroundSection(report, full);
  const sections = [
    code,
    configuration,
    findings,
    leftovers,
    deployments,
    dependencies,
    suppressed,
    leftOut,
    advisories,
    details,
    map,
    releaseNotes,
    rollback,
    notes,
    background,
  ];
  const omitted = sections.flatMap((section) => section.omitted);
  const parts = [
    headline(report),
    checksTable(report),
    remediesSection(report),
    code.text,
    configuration.text,
    findings.text,
    leftovers.text,
    deployments.text,
    dependencies.text,
    suppressed.text,
    leftOut.text,
    advisories.text,
    details.text,
    map.text,
    releaseNotes.text,
    rollback.text,
    notes.text,
    background.text,
    omitted.length === 0 ? "" : `> Shortened to fit: ${omitted.join(", ")} left out. All of it is in ${whole}.`,
    footer(report),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function notApplicable(report: Report, full: Fullness, { chart = false }: RenderOptions): string {
  const { lead, rest } = splitReason(report);
  const notes = report.notes
    .slice(0, 20)
    .map((note) => `\n- ${markdownText(note)}`)
    .join("");
  const map = upgradeMapSection(report, full, chart).text;
  return `**${VERDICT_ICONS[report.verdict]} ${lead}.** ${markdownText(rest)}\n${notes === "" ? "" : `${notes}\n`}${map === "" ? "" : `\n${map}\n`}\n${footer(report)}\n`;
}
