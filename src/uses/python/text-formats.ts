import { UNKNOWN } from "../use.ts";
import { type Piece, type SpelledText, slice, textOf } from "./spelled-text.ts";
import type { Value } from "./value.ts";

/** `"--port %d" % port`: printf-style conversions are values that are not known. */
export function withoutConversions(text: SpelledText): Value {
  const replaced = text.flatMap((piece) => {
    if (piece.end - piece.start !== piece.text.length) return [piece];
    const parts: SpelledText[number][] = [];
    let at = 0;
    const copy = (end: number) => {
      if (end > at) parts.push({ text: piece.text.slice(at, end), start: piece.start + at, end: piece.start + end });
    };
    for (const { 0: written, index } of piece.text.matchAll(/%(?:\(\w{1,100}\))?[-#0 +]{0,5}[\d.*]{0,10}[a-zA-Z%]/g)) {
      copy(index);
      at = index + written.length;
      parts.push({ text: written === "%%" ? "%" : UNKNOWN, start: piece.start + index, end: piece.start + at });
    }
    copy(piece.text.length);
    return parts;
  });
  return { kind: "text", text: replaced };
}

/** `"--port {}".format(port)`. */
export function withoutFields(written: SpelledText): Value {
  const text = textOf(written);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: field, index } of text.matchAll(/\{\{|\}\}|\{[^{}]{0,200}\}/g)) {
    pieces.push(...slice(written, at, index));
    at = index + field.length;
    const [piece] = slice(written, index, at);
    if (piece !== undefined) pieces.push({ ...piece, text: field === "{{" ? "{" : field === "}}" ? "}" : UNKNOWN });
  }
  return { kind: "text", text: [...pieces, ...slice(written, at, text.length)] };
}
