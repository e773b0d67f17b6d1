import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { lineIndex } from "../../text/line-index.ts";
import { checkerOffsets } from "./checker-position.ts";
import { neutralise } from "./neutralise.ts";
import { applyEdits, type OffsetMap } from "./offset-map.ts";
import { splatKeywords } from "./splat-keywords.ts";

/** A position in a file of the repository: 1-based; lines end at line feeds, columns count UTF-16 units. */
export interface SourcePlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** Where a person looks, when that is not the line: "cell 3, line 5". */
  readonly where?: string;
  /**
   * Where the dictionary is passed on, when the place is that of its key: the `**` of the call that raises. Guards of both count.
   */
  readonly passed?: { readonly line: number; readonly column: number };
}

/** One file as the type checker sees it. */
export interface PreparedFile {
  /** POSIX path in the checker's folder; `.py` is added to what is not Python. */
  readonly path: string;
  readonly text: string;
  readonly origin: "python" | "notebook" | "markdown";
  /** The place in the repository of a position the checker names, in its units: 1-based, columns in code points. */
  toSource(place: { readonly line: number; readonly column: number }): SourcePlace;
}

/** Python text that was taken from a file of the repository. */
export interface Extract {
  /** Path of the file, and its whole text, which positions are counted in. */
  readonly source: { readonly path: string; readonly text: string };
  readonly origin: PreparedFile["origin"];
  /** Path in the checker's folder. */
  readonly path: string;
  readonly text: string;
  /** From offsets in the extract to offsets in the source's text. */
  readonly toText: OffsetMap;
  readonly where?: (offset: number) => string;
}

/** Makes Python text ready for the type checker. */
export function prepareExtract(extract: Extract, parse: ParsePython): PreparedFile {
  const neutral = neutralise(extract.text);
  const edited = applyEdits(neutral, splatKeywords(neutral, parse));
  // Most files have no diagnostic: nothing is indexed before one is asked for.
  let offsetOf: ReturnType<typeof checkerOffsets> | undefined;
  let positionOf: ReturnType<typeof lineIndex> | undefined;
  return {
    path: extract.path,
    text: edited.text,
    origin: extract.origin,
    toSource({ line, column }) {
      offsetOf ??= checkerOffsets(edited.text);
      positionOf ??= lineIndex(extract.source.text);
      const offset = offsetOf(line, column);
      const inExtract = edited.toText(offset);
      const where = extract.where?.(inExtract);
      const edit = edited.editAt(offset);
      return {
        path: extract.source.path,
        ...positionOf(extract.toText(inExtract)),
        ...(where === undefined ? {} : { where }),
        // What is inserted stands for something elsewhere; what is rewritten stays where it is.
        ...(edit === undefined || edit.start !== edit.end ? {} : { passed: positionOf(extract.toText(edit.start)) }),
      };
    },
  };
}
