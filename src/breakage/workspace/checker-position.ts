/**
 * Turns the type checker's positions into offsets. It counts lines and columns from 1; a line ends at a line feed, a carriage
 * return, or both; a column is a Unicode code point (measured on ty 0.0.105: an emoji is one column, a tab is one).
 * Positions beyond the text are held to its end.
 */
export function checkerOffsets(text: string): (line: number, column: number) => number {
  const starts = [0];
  const ends = /\r\n?|\n/g;
  while (ends.exec(text) !== null) starts.push(ends.lastIndex);
  return (line, column) => {
    const start = starts[Math.max(line, 1) - 1];
    if (start === undefined) return text.length;
    let offset = start;
    for (let rest = column - 1; rest > 0 && offset < text.length; rest -= 1)
      offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
    return offset;
  };
}
