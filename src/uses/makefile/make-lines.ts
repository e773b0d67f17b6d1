import { concat, cut, type Traced } from "../../text/traced.ts";

/** A line of a makefile with its continued lines. */
interface MakeLine {
  readonly text: Traced;
  /** It is for the shell: it begins with a tab, behind a rule. */
  readonly recipe: boolean;
}

/** The lines of a makefile (GNU make manual, 3.1.1 and 5.1). In a recipe the shell gets the backslash of a continued line. */
export function makeLines(source: Traced): MakeLine[] {
  const lines: MakeLine[] = [];
  let open: { readonly parts: Traced[]; readonly recipe: boolean } | undefined;
  for (const match of source.text.matchAll(/^.*$/gm)) {
    const line = match[0].replace(/\r$/, "");
    open ??= { parts: [], recipe: line.startsWith("\t") };
    const continues = /(?:^|[^\\])(?:\\\\)*\\$/.test(line);
    // One tab at the beginning of a continued line is make's, not the shell's.
    const start = match.index + (line.startsWith("\t") ? 1 : 0);
    const end = match.index + line.length;
    if (!continues) {
      open.parts.push(cut(source, start, Math.max(start, end)));
      lines.push({ text: concat(open.parts), recipe: open.recipe });
      open = undefined;
    } else if (open.recipe) open.parts.push(cut(source, start, end), { text: "\n", pieces: [] });
    else open.parts.push(cut(source, start, Math.max(start, end - 1)), { text: " ", pieces: [] });
  }
  return open === undefined ? lines : [...lines, { text: concat(open.parts), recipe: open.recipe }];
}
