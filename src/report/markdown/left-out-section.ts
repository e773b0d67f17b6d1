import { filesLeftOut, leftOutGroups, leftOutWords } from "../left-out.ts";
import type { Report } from "../report.ts";
import { inlineCode, markdownText } from "../untrusted-markdown.ts";
import { count } from "../wording.ts";
import { fold } from "./details-section.ts";
import type { Links } from "./findings-section.ts";
import { type Fullness, NOTHING, type Section } from "./fullness.ts";

/** Files in which a break does not alarm, folded: by the reason, so that whoever disagrees sees it. */
export function leftOutSection(report: Report, full: Fullness, links: Links): Section {
  const all = filesLeftOut(report);
  if (all.length === 0) return NOTHING;
  let room = full.excluded;
  const items = leftOutGroups(report).flatMap(({ why, paths }) => {
    const shown = paths.slice(0, room);
    room -= shown.length;
    const names = shown.map((path) => fileName(path, links)).join(", ");
    return shown.length === 0 ? [] : [`- ${markdownText(why, 200)}: ${names}`];
  });
  const left = all.length - (full.excluded - room);
  const omitted = left === 0 ? [] : [`${count(left, "file")} left out of the alarm`];
  return { text: items.length === 0 ? "" : fold(leftOutWords(all.length), items.join("\n")), omitted };
}

function fileName(path: string, links: Links): string {
  const name = inlineCode(path, 300);
  return links.file === undefined ? name : `[${name}](${links.file(path)})`;
}
