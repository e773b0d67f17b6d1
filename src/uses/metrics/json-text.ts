/** A JSON string's text without its escapes. */
export interface DecodedText {
  readonly text: string;
  /** Offset in the written string of an offset in `text`. */
  readonly source: (offset: number) => number;
}

const SHORT: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/** Takes the escapes out of the inside of a JSON string; one that JSON does not know stands for its character. */
export function decodeJsonText(written: string): DecodedText {
  // Where an escape ends in the text, and how much longer the written string is up to there.
  const ends: number[] = [];
  const longer: number[] = [];
  const parts: string[] = [];
  let length = 0;
  let from = 0;
  for (let at = written.indexOf("\\"); at !== -1; at = written.indexOf("\\", from)) {
    const unicode = /^u([0-9a-fA-F]{4})/.exec(written.slice(at + 1, at + 6))?.[1];
    const kind = written[at + 1] ?? "";
    const size = unicode === undefined ? 1 + kind.length : 6;
    const character = unicode === undefined ? (SHORT[kind] ?? kind) : String.fromCharCode(Number.parseInt(unicode, 16));
    parts.push(written.slice(from, at), character);
    length += at - from + character.length;
    from = at + size;
    ends.push(length);
    longer.push(from - length);
  }
  parts.push(written.slice(from));
  return { text: parts.join(""), source: (offset) => offset + (longer[lastUpTo(ends, offset)] ?? 0) };
}

/** Index of the last number that is not greater, of ascending ones; -1 when all are. */
function lastUpTo(ascending: readonly number[], limit: number): number {
  let low = -1;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((ascending[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
