import { lineIndex } from "../../text/line-index.ts";
import type { Traced } from "../../text/traced.ts";
import type { Place, Use, UseFormat } from "../use.ts";

/** Where a text is read: in what file, what for, and what the reader of a command may need of it. */
export interface Site {
  readonly format: UseFormat;
  /** Given to each use that is found. */
  readonly quiet?: string;
  /** The place of a stretch of the source that the read text's pieces point to. */
  readonly place: (start: number, end: number) => Place;
  /** See `UseContext`. */
  readonly knownVariables: ReadonlySet<string>;
  /** Whether a Python module (`a.b`) or script (`a/b.py`) of the repository hands its arguments to vLLM's parser. */
  readonly forwards?: (target: string) => boolean;
}

/** A site whose commands may hold a shell's text: `bash -c "…"`. */
export interface CommandSite extends Site {
  /** Reads a shell's text. It is handed in, since that reader stands on the one of a command. */
  readonly shell: (text: Traced) => readonly Use[];
}

/**
 * Places in a file of which texts are read as they stand.
 * @param path of the file, @param text the whole file
 */
export function placer(path: string, text: string): Site["place"] {
  const position = lineIndex(text);
  return (start, end) => {
    const from = position(start);
    const to = position(end);
    return { path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
}
