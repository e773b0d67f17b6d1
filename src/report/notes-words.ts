import type { ReleaseNotes } from "../release/notes/release-notes.ts";
import type { Report } from "./report.ts";
import { count } from "./wording.ts";

/** `Release notes of 3 releases: 24 lines say what breaks, goes or moves, 2 of them name what is used here`. */
export function notesTitle({ path }: Pick<Report, "path">, notes: Extract<ReleaseNotes, { kind: "read" }>): string {
  const used = notes.lines.filter(({ here }) => here.length > 0).length;
  const left = path?.direction === "downgrade" ? " that are left behind" : "";
  const lines = notes.lines.length === 1 ? "1 line says" : `${notes.lines.length} lines say`;
  const named = used === 0 ? "" : `, ${used} of them ${used === 1 ? "names" : "name"} what is used here`;
  const without = notes.without.length === 0 ? "" : ` (${notes.without.length} more without)`;
  return `Release notes of ${count(notes.versions.length, "release")}${left}${without}: ${lines} what breaks, goes or moves${named}`;
}
