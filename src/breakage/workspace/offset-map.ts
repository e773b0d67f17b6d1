/** Turns an offset in a derived text into the offset in the text it was made from (both in UTF-16 units). */
export type OffsetMap = (offset: number) => number;

/** Text that was taken over, from `source` on, or text (`place`) that stands for a stretch of the source as a whole. */
export type Piece =
  | { readonly at: number; readonly source: number }
  | { readonly at: number; readonly place: { readonly start: number; readonly end: number } };

/**
 * The map of a text made of pieces, in ascending order of `at`; the first is at 0. Inside a piece that stands for a place, the first
 * position is the place's start and every later one its end, so that a range over the piece is a range over the place.
 */
export function offsetMap(pieces: readonly Piece[]): OffsetMap {
  return (offset) => {
    const piece = lastBefore(pieces, offset);
    if (piece === undefined) return offset;
    if ("source" in piece) return piece.source + offset - piece.at;
    return offset <= piece.at ? piece.place.start : piece.place.end;
  };
}

/** The last of some things in ascending order that starts at an offset or before it. */
function lastBefore<Thing extends { readonly at: number }>(
  things: readonly Thing[],
  offset: number,
): Thing | undefined {
  let low = 0;
  let high = things.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((things[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return things[low];
}

/** A change of a text: what stands from `start` to `end` becomes `text`, and positions in it mean `place`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly place: { readonly start: number; readonly end: number };
}

export interface EditedText {
  readonly text: string;
  /** Every character that no edit touched maps back exactly. */
  readonly toText: OffsetMap;
  /** The edit that wrote the character at an offset. */
  editAt(offset: number): Edit | undefined;
}

/** Applies edits that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): EditedText {
  if (edits.length === 0) return { text, toText: (offset) => offset, editAt: () => undefined };
  const written: { readonly at: number; readonly edit: Edit }[] = [];
  const pieces: Piece[] = [];
  const parts: string[] = [];
  let length = 0;
  let taken = 0;
  const copy = (end: number) => {
    if (end > taken) {
      pieces.push({ at: length, source: taken });
      parts.push(text.slice(taken, end));
      length += end - taken;
    }
    taken = end;
  };
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    copy(edit.start);
    pieces.push({ at: length, place: edit.place });
    written.push({ at: length, edit });
    parts.push(edit.text);
    length += edit.text.length;
    taken = edit.end;
  }
  copy(text.length);
  // The end of the text is a position too.
  pieces.push({ at: length, source: text.length });
  return {
    text: parts.join(""),
    toText: offsetMap(pieces),
    editAt(offset) {
      const last = lastBefore(written, offset);
      return last !== undefined && offset >= last.at && offset < last.at + last.edit.text.length
        ? last.edit
        : undefined;
    },
  };
}
