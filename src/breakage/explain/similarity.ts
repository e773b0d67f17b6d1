/**
 * How much two texts of Python share, 0 to 1: Dice's coefficient over their words as multisets. Names that differ by design (the
 * definition's own, old and new) are given in `ignored`.
 */
export function similarity(a: string, b: string, ignored: readonly string[] = []): number {
  const skip = new Set(ignored);
  const [left, right] = [words(a, skip), words(b, skip)];
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of right) {
    const count = counts.get(word) ?? 0;
    if (count === 0) continue;
    counts.set(word, count - 1);
    shared += 1;
  }
  const total = left.length + right.length;
  return total === 0 ? 0 : (2 * shared) / total;
}

/** How many words there are to compare: a three-word body is like many others. */
export function substance(text: string): number {
  return words(text, new Set()).length;
}

function words(text: string, skip: ReadonlySet<string>): string[] {
  return (text.match(/\w+/g) ?? []).filter((word) => !skip.has(word));
}
