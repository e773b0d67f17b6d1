import type { OffsetMap } from "../../breakage/workspace/offset-map.ts";
import { lineIndex } from "../../text/line-index.ts";
import type { RepositoryFile } from "../reader.ts";
import type { Place } from "../use.ts";

/** Places in a file of stretches of a text that was taken from it. */
export function filePlaces(file: RepositoryFile, toText: OffsetMap): (start: number, end: number) => Place {
  const position = lineIndex(file.text);
  return (start, end) => {
    const first = position(toText(start));
    // The offset behind a stretch may be the beginning of something elsewhere.
    const last = position(end > start ? toText(end - 1) + 1 : toText(start));
    return { path: file.path, line: first.line, column: first.column, endLine: last.line, endColumn: last.column };
  };
}
