import type { Span } from "../python/requirement.ts";

interface Piece {
  readonly text: string;
  /** Offset of the piece's first unit in the source. */
  readonly at: number;
  /** Offset of the piece's first unit in the whole text. */
  readonly start: number;
  /** How much of the source it stands for, where that is not its own length. */
  readonly length?: number;
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

/** Text that stands for a stretch of the source of another length: an escape, a variable whose value is not known. */
export function standing(text: string, at: number, length: number): Traced {
  return { text, pieces: text === "" ? [] : [{ text, at, start: 0, length }] };
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
    // Where in the source a part of such a piece stands is not known.
    if (piece.length !== undefined)
      pieces.push({ ...piece, text: piece.text.slice(from, to), start: piece.start + from - start });
    else pieces.push({ text: piece.text.slice(from, to), at: piece.at + from, start: piece.start + from - start });
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
    end += piece.length ?? piece.text.length;
  }
  return { start: first.at, end };
}

/** Marks between two pieces of one word: `"--a"'b'`, `a\"b`. */
const SEAM = 3;

/**
 * The stretch of the source at which a text begins, as long as it goes on there but for quotes: of `--port=$PORT` with a
 * variable that is set elsewhere, `--port=`. `undefined` for an empty text.
 */
export function beginning(value: Traced): Span | undefined {
  const first = value.pieces[0];
  if (first === undefined) return undefined;
  let end = first.at;
  for (const piece of value.pieces) {
    if (piece.at < end || piece.at > end + SEAM) break;
    end = piece.at + (piece.length ?? piece.text.length);
  }
  return { start: first.at, end };
}

/** Every match whose first group names something that has a value, replaced by that. Others stay. */
export function replaceNamed(source: Traced, pattern: RegExp, value: (name: string) => Traced | undefined): Traced {
  const parts: Traced[] = [];
  let from = 0;
  for (const match of source.text.matchAll(pattern)) {
    const given = value(match[1] ?? "");
    if (given === undefined) continue;
    parts.push(cut(source, from, match.index), given);
    from = match.index + match[0].length;
  }
  return from === 0 ? source : concat([...parts, cut(source, from)]);
}
