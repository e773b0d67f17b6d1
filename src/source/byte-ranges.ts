/** Bytes of a file from `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Neighbours that are read together. */
export interface Group<T> extends ByteRange {
  readonly members: readonly T[];
}

/**
 * Puts ranges with no more than `gap` unwanted bytes between them into one: a request costs a round trip, a byte costs
 * bandwidth.
 *
 * @param wanted in any order; the groups come in the file's order
 */
export function coalesce<T extends ByteRange>(wanted: readonly T[], gap: number): Group<T>[] {
  const groups: { start: number; end: number; members: T[] }[] = [];
  for (const range of wanted.toSorted((a, b) => a.start - b.start)) {
    const last = groups.at(-1);
    if (last !== undefined && range.start - last.end <= gap) {
      last.end = Math.max(last.end, range.end);
      last.members.push(range);
    } else {
      groups.push({ start: range.start, end: range.end, members: [range] });
    }
  }
  return groups;
}

/** Cuts a range into equal parts (but for rounding), none longer than `longest`. */
export function split({ start, end }: ByteRange, longest: number): ByteRange[] {
  const count = Math.ceil((end - start) / longest);
  const cut = (index: number) => start + Math.floor(((end - start) * index) / count);
  return Array.from({ length: count }, (_, index) => ({ start: cut(index), end: cut(index + 1) }));
}
