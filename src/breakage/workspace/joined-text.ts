import { type OffsetMap, offsetMap, type Piece } from "./offset-map.ts";

/** Text put together from stretches of another, in order. */
export class JoinedText {
  readonly #parts: string[] = [];
  readonly #pieces: Piece[] = [];
  #length = 0;

  /** Offset at which the next part will stand. */
  get length(): number {
    return this.#length;
  }

  /** Takes over text that stands in the source from `source` on, character by character. */
  copy(text: string, source: number): void {
    if (text !== "") this.#push(text, { at: this.#length, source });
  }

  /** Adds text that is not in the source; positions in it mean the place given. */
  add(text: string, place: { readonly start: number; readonly end: number }): void {
    this.#push(text, { at: this.#length, place });
  }

  #push(text: string, piece: Piece): void {
    this.#parts.push(text);
    this.#pieces.push(piece);
    this.#length += text.length;
  }

  done(): { readonly text: string; readonly toText: OffsetMap } {
    return { text: this.#parts.join(""), toText: offsetMap(this.#pieces) };
  }
}
