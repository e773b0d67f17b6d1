import type { SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { UNKNOWN } from "../use.ts";
import type { Piece, SpelledText } from "./spelled-text.ts";

/** An element of a list. */
export interface Item {
  readonly text: SpelledText;
  /** It may stand for any number of elements: `*extra`. */
  readonly spread?: boolean;
  /** The expression that is not known: its names may say what it is. */
  readonly unknown?: SyntaxNode;
}

/** One value an expression may have. */
export type Value =
  | { readonly kind: "text"; readonly text: SpelledText }
  | { readonly kind: "list"; readonly items: readonly Item[] };

export const unknownPiece = ({ start, end }: SyntaxNode): Piece => ({ text: UNKNOWN, start, end });

export const unknownItem = (node: SyntaxNode): Item => ({ text: [unknownPiece(node)], unknown: node });

/** What stands for the values of an expression that cannot be read, as elements of a list. */
export const unknownItems = (node: SyntaxNode): Item => ({ text: [unknownPiece(node)], spread: true });

/** The elements that a list's `extend` gets. */
export function itemsOf(values: readonly Value[], node: SyntaxNode): Item[] {
  const lists = values.filter((value) => value.kind === "list");
  return lists.length === 0 ? [unknownItems(node)] : lists.flatMap((value) => value.items);
}

/** The text of a value that may be one of several: all of them, blank between them, for whoever reads words in it. */
export function joinedText(values: readonly Value[], node: SyntaxNode): SpelledText {
  const texts = values.filter((value) => value.kind === "text");
  if (texts.length === 0) return [unknownPiece(node)];
  return texts.flatMap((value, at) => [...(at === 0 ? [] : [blank(node)]), ...value.text]);
}

/** Nobody writes a longer command. Parts of a text, elements of a list, UTF-16 units. */
const MOST_PARTS = 2000;
const MOST_UNITS = 200_000;

/** A value that can double with each line of hostile text, cut to what a person writes; and what it takes to copy it. */
export function limited(value: Value): { readonly value: Value; readonly size: number } {
  const texts = value.kind === "text" ? [value.text] : value.items.map(({ text }) => text);
  let parts = 0;
  let units = 0;
  for (const [at, text] of texts.entries()) {
    for (const piece of text) {
      parts += 1;
      units += piece.text.length;
      if (parts <= MOST_PARTS && units <= MOST_UNITS) continue;
      const cut: Value =
        value.kind === "text"
          ? { kind: "text", text: value.text.slice(0, parts - 1) }
          : { kind: "list", items: value.items.slice(0, at) };
      return { value: cut, size: parts };
    }
  }
  return { value, size: parts };
}

/** A blank that nobody wrote. */
export const blank = ({ start }: { readonly start: number }): Piece => ({ text: " ", start, end: start });

/** `left + right`. */
export function added(left: Value, right: readonly Value[], node: SyntaxNode): Value {
  return left.kind === "text"
    ? { kind: "text", text: [...left.text, ...joinedText(right, node)] }
    : { kind: "list", items: [...left.items, ...itemsOf(right, node)] };
}
