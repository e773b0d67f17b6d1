import type { Place } from "../../uses/use.ts";

/** One line rewritten: as it is, as it should be. */
interface Edit {
  readonly before: string;
  readonly after: string;
}

/** The line with an old name replaced, where the old name stands within the place once, as a word of its own. */
export function editOf(place: Place, written: string, name: string, line: string | undefined): Edit | undefined {
  if (written === "" || line === undefined) return undefined;
  const from = place.column - 1;
  const to = place.endLine === place.line ? place.endColumn - 1 : line.length;
  const at = line.indexOf(written, from);
  if (at === -1 || at + written.length > to) return undefined;
  const again = line.indexOf(written, at + 1);
  if (again !== -1 && again + written.length <= to) return undefined;
  const around = `${line[at - 1] ?? " "}${line[at + written.length] ?? " "}`;
  if (/[\w:.-]/.test(around)) return undefined;
  return { before: line, after: line.slice(0, at) + name + line.slice(at + written.length) };
}
