import { ANNOUNCEMENT_KINDS } from "./announcements.ts";
import { nameKeys, namesIn } from "./names-in.ts";
import type { NamedHere, NoteLine, ReleaseNotes } from "./release-notes.ts";

/** Where the repository has a name first, by `nameKeys`. */
export type UsedNames = ReadonlyMap<string, { readonly path: string; readonly line: number }>;

/** The report is no changelog. */
const MOST = 200;

/** What names something that is used here comes first, then the newest release, then the gravest kind. */
export function rankNotes(notes: ReleaseNotes, used: UsedNames): ReleaseNotes {
  if (notes.kind === "unread") return notes;
  const place = new Map(notes.versions.map((version, index) => [version, index]));
  const lines = notes.lines
    .map((line) => narrowed(line, used))
    // Of every commit only what concerns this repository.
    .filter(({ listed, here }) => listed !== true || here.length > 0)
    .map((line, index) => ({ line, index }))
    .sort(
      (a, b) =>
        Number(b.line.here.length > 0) - Number(a.line.here.length > 0) ||
        (place.get(a.line.version) ?? 0) - (place.get(b.line.version) ?? 0) ||
        ANNOUNCEMENT_KINDS.indexOf(a.line.kind) - ANNOUNCEMENT_KINDS.indexOf(b.line.kind) ||
        a.index - b.index,
    )
    .map(({ line }) => line);
  return { ...notes, lines: lines.slice(0, MOST) };
}

/** Of a line that speaks of many things, those that are used here. */
function narrowed(line: NoteLine, used: UsedNames): NoteLine {
  const named = line.parts.map((part) => ({ part, here: namedHere(part, used) })).filter(({ here }) => here.length > 0);
  if (named.length === 0) return line;
  const here = named.flatMap((one) => one.here);
  return {
    ...line,
    parts: named.map(({ part }) => part),
    here: here.filter((one, index) => index === here.findIndex(({ name }) => name === one.name)),
  };
}

function namedHere(text: string, used: UsedNames): NamedHere[] {
  return namesIn(text).flatMap((name) => {
    const found = nameKeys(name)
      .map((key) => used.get(key))
      .find((place) => place !== undefined);
    return found === undefined ? [] : [{ name, ...found }];
  });
}
