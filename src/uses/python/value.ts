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

/** A blank that nobody wrote. */
export const blank = ({ start }: { readonly start: number }): Piece => ({ text: " ", start, end: start });

/** `left + right`. */
export function added(left: Value, right: readonly Value[], node: SyntaxNode): Value {
  return left.kind === "text"
    ? { kind: "text", text: [...left.text, ...joinedText(right, node)] }
    : { kind: "list", items: [...left.items, ...itemsOf(right, node)] };
}
