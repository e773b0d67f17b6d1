import { UNKNOWN, type Value } from "./value.ts";

/** More than any list of a release has. */
export const MOST_ITEMS = 10_000;
/** Longer than any text of a release that an option or a field has. */
export const LONGEST_TEXT = 100_000;

/** Adds to a list in its place. Statements can double a list: one that grows too long ends in something that nobody can tell. */
export function extend(list: Value[], more: readonly Value[]): void {
  if (list.length + more.length <= MOST_ITEMS) list.push(...more);
  else if (list.at(-1) !== UNKNOWN) list.push(UNKNOWN);
}

/** Pieces put together; `undefined` where that would grow too long, or a piece cannot be told. */
export function joined(pieces: readonly (string | undefined)[], between = ""): string | undefined {
  const known = pieces.filter((piece) => piece !== undefined);
  const length = known.reduce((sum, piece) => sum + piece.length + between.length, 0);
  return known.length === pieces.length && length <= LONGEST_TEXT ? known.join(between) : undefined;
}
