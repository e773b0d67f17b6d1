import { type NoteLine, notesPage, noteText } from "../../release/notes/release-notes.ts";
import { notesTitle } from "../notes-words.ts";
import type { Report } from "../report.ts";
import { inlineCode, markdownProse, markdownText } from "../untrusted-markdown.ts";
import { count } from "../wording.ts";
import { fold } from "./details-section.ts";
import type { Links } from "./findings-section.ts";
import { type Fullness, NOTHING, type Section, take } from "./fullness.ts";

/** So many lines are read here; what names something that is used is shown beyond that, as far as there is room. */
const MOST = 20;
const MOST_USED = 60;
const MESSAGE = 400;

/** What the maintainers announce of the releases on the way, folded. */
export function releaseNotesSection(report: Report, full: Fullness, links: Links): Section {
  const notes = report.releaseNotes;
  if (notes === undefined) return NOTHING;
  if (notes.kind === "unread")
    return { text: `<sub>vLLM's release notes were not read: ${markdownText(notes.reason, 200)}.</sub>`, omitted: [] };
  const used = notes.lines.filter(({ here }) => here.length > 0).length;
  const most = Math.min(full.information, Math.max(MOST, Math.min(used, MOST_USED)));
  const { shown, left } = take(notes.lines, most);
  if (shown.length === 0) return { text: "", omitted: left === 0 ? [] : [`${count(left, "line")} of release notes`] };
  const more = left === 0 ? [] : [`and ${left} more: the JSON report has them`];
  const items = [...shown.map((line) => item(line, links)), ...more.map((words) => `- ${words}`)];
  return { text: fold(notesTitle(report, notes), items.join("\n")), omitted: [] };
}

function item(line: NoteLine, links: Links): string {
  const release = `[${markdownText(line.version, 60)}](${notesPage(line.version)})`;
  const here = line.here.slice(0, 5).map(({ name, path, line: at }) => {
    const place = inlineCode(`${path}:${at}`);
    return `${inlineCode(name)} at ${links.file === undefined ? place : `[${place}](${links.file(path, at)})`}`;
  });
  const used = here.length === 0 ? "" : `<br>**used here:** ${here.join(", ")}`;
  return `- ${release} ${line.kind}: ${markdownProse(noteText(line), MESSAGE)}${used}`;
}
