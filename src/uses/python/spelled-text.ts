import type { OffsetMap } from "../../breakage/workspace/offset-map.ts";

/** A stretch of text and the stretch of the file that spells it. They differ in length for an escape sequence or an unknown. */
export interface Piece {
  readonly text: string;
  /** Offsets in the Python text, UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** The value of a string expression, each part with the place where it is written. */
export type SpelledText = readonly Piece[];

export const textOf = (value: SpelledText): string => value.map((piece) => piece.text).join("");

/** The part of a value between two offsets of its text, with exact places where the text is spelled letter by letter. */
export function slice(value: SpelledText, from: number, to: number): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const piece of value) {
    const end = at + piece.text.length;
    if (end > from && at < to) found.push(cut(piece, Math.max(from - at, 0), Math.min(to - at, piece.text.length)));
    at = end;
    if (at >= to) break;
  }
  return found;
}

function cut(piece: Piece, from: number, to: number): Piece {
  if (from === 0 && to === piece.text.length) return piece;
  const text = piece.text.slice(from, to);
  if (piece.end - piece.start !== piece.text.length) return { ...piece, text };
  return { text, start: piece.start + from, end: piece.start + to };
}

/** Where a person looks for a value: all of it where it is written in order, else where it begins. */
export function spanOf(value: SpelledText): { readonly start: number; readonly end: number } | undefined {
  const written = value.filter((piece) => piece.text !== "");
  const [first] = written;
  if (first === undefined) return undefined;
  let end = first.end;
  for (const piece of written.slice(1)) {
    // A gap is what stands between the parts: quotes, braces, a line end between two literals.
    if (piece.start < end || piece.start - end > MOST_BETWEEN) break;
    end = piece.end;
  }
  return { start: first.start, end };
}

const MOST_BETWEEN = 200;

/** A stretch of a text taken from a file, in parts that stand in the file letter by letter. */
export function spelled(text: string, start: number, end: number, toText: OffsetMap): SpelledText {
  const pieces: Piece[] = [];
  let from = start;
  for (let at = start + 1; at <= end; at += 1) {
    if (at < end && toText(at) === toText(at - 1) + 1) continue;
    const first = toText(from);
    if (at > from) pieces.push({ text: text.slice(from, at), start: first, end: first + at - from });
    from = at;
  }
  return pieces;
}
