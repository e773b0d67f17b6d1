const known = new WeakMap<object, readonly string[]>();

/**
 * The comment lines that end on the line before, without their `#`. Read from the text: at a block's beginning the grammar puts
 * comments outside the block.
 *
 * @param source a module
 * @param line 1-based
 */
export function commentsAbove(source: { readonly text: string }, line: number): string[] {
  const lines = known.get(source) ?? source.text.split("\n");
  known.set(source, lines);
  const found: string[] = [];
  for (let at = line - 2; at >= 0; at -= 1) {
    const written = (lines[at] ?? "").trim();
    if (!written.startsWith("#")) break;
    found.push(written.replace(/^#+\s*/, ""));
  }
  return found.reverse();
}
