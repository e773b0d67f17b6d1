import type { Span } from "../python/requirement.ts";

interface Piece {
  readonly text: string;
  /** Offset of the piece's first unit in the source. */
  readonly at: number;
  /** Offset of the piece's first unit in the whole text. */
  readonly start: number;
}

/**
 * Text that remembers where it came from. Joining continuation lines, dropping quotes and expanding variables keep the
 * source offset of each part, so that a pin found in the result is reported where a person would edit it.
 */
export interface Traced {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** Source text as it stands. */
export function traced(text: string, at: number): Traced {
  return { text, pieces: text === "" ? [] : [{ text, at, start: 0 }] };
}

export function concat(parts: readonly Traced[]): Traced {
  let start = 0;
  const pieces: Piece[] = [];
  for (const { pieces: added, text } of parts) {
    for (const piece of added) pieces.push({ ...piece, start: start + piece.start });
    start += text.length;
  }
  return { text: parts.map((part) => part.text).join(""), pieces };
}

/** Like `String.prototype.slice`, for offsets that are in range. */
export function cut(value: Traced, start: number, end = value.text.length): Traced {
  const pieces: Piece[] = [];
  for (let index = pieceAt(value, start); index < value.pieces.length; index += 1) {
    const piece = value.pieces[index];
    if (piece === undefined || piece.start >= end) break;
    const from = Math.max(start - piece.start, 0);
    const to = Math.min(end - piece.start, piece.text.length);
    if (from >= to) continue;
    pieces.push({ text: piece.text.slice(from, to), at: piece.at + from, start: piece.start + from - start });
  }
  return { text: value.text.slice(start, end), pieces };
}

/** Index of the piece an offset is in. A text may have a piece per line, so the search halves. */
function pieceAt(value: Traced, offset: number): number {
  let low = 0;
  let high = value.pieces.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((value.pieces[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(low, 0);
}

export function trim(value: Traced): Traced {
  const start = value.text.length - value.text.trimStart().length;
  return cut(value, start, Math.max(start, value.text.trimEnd().length));
}

/** Where the text stands in the source, when it stands there in one stretch. */
export function place(value: Traced): Span | undefined {
  const first = value.pieces[0];
  if (first === undefined) return undefined;
  let end = first.at;
  for (const piece of value.pieces) {
    if (piece.at !== end) return undefined;
    end += piece.text.length;
  }
  return { start: first.at, end };
}
