import { noteText } from "../../release/notes/release-notes.ts";
import { notesTitle } from "../notes-words.ts";
import type { Report } from "../report.ts";
import { logLine } from "../untrusted.ts";
import { hanging, type Paint } from "./style.ts";

const SHOWN = 8;

/** What the maintainers announce of the releases on the way. */
export function releaseNotesLines(report: Report, paint: Paint, width: number): string[] {
  const notes = report.releaseNotes;
  if (notes === undefined) return [];
  if (notes.kind === "unread")
    return [paint("dim", `vLLM's release notes were not read: ${logLine(notes.reason, 200)}.`)];
  if (notes.lines.length === 0) return [];
  const left = notes.lines.length - SHOWN;
  return [
    paint("bold", notesTitle(report, notes)),
    ...notes.lines.slice(0, SHOWN).map((line) => {
      const here = line.here
        .slice(0, 3)
        .map(({ name, path, line: at }) => `${logLine(name, 80)} at ${logLine(path, 200)}:${at}`);
      const used = here.length === 0 ? "" : ` (used here: ${here.join(", ")})`;
      const said = `${logLine(line.version, 40)} ${line.kind}: ${logLine(noteText(line), 300)}${used}`;
      return hanging("  ", said, width, 4);
    }),
    ...(left > 0 ? [paint("dim", `  … ${left} more: --format json lists them all`)] : []),
  ];
}
