import { JoinedText } from "./joined-text.ts";
import { pythonCell } from "./magics.ts";
import { cellSources } from "./notebook-sources.ts";
import type { OffsetMap } from "./offset-map.ts";
import { scan } from "./scan.ts";

/** The Python of a notebook, with the way back. */
export interface NotebookCells {
  readonly text: string;
  readonly toText: OffsetMap;
  /** "cell 3, line 5", both 1-based, over all cells of the notebook. */
  readonly where: (offset: number) => string;
}

/**
 * The code cells of a Jupyter notebook (nbformat 3 and later) as one Python text, in order, so that names carry over from cell to cell.
 * Cells that are not Python, or that would swallow those behind them (an unclosed bracket), are left out. `undefined` when the
 * file is not well formed, its kernel's language is not Python, or no cell is left.
 */
export function notebookCells(text: string): NotebookCells | undefined {
  const joined = new JoinedText();
  const starts: { readonly at: number; readonly cell: number }[] = [];
  for (const source of cellSources(text) ?? []) {
    const python = pythonCell(source.text);
    if (python === undefined || isOpen(python)) continue;
    starts.push({ at: joined.length, cell: source.cell });
    source.copy(joined, python);
    joined.add("\n", { start: source.end, end: source.end });
  }
  if (starts.length === 0) return undefined;
  const { text: python, toText } = joined.done();
  return { text: python, toText, where: (offset) => whereOf(python, starts, offset) };
}

/** Whether a cell would take the cells behind it into a bracket or a string. */
function isOpen(python: string): boolean {
  const { openBrackets, openString } = scan(python, {});
  return openBrackets > 0 || openString || /\\\s*$/.test(python.slice(-100));
}

function whereOf(
  python: string,
  starts: readonly { readonly at: number; readonly cell: number }[],
  offset: number,
): string {
  const start = starts.findLast((one) => one.at <= offset) ?? { at: 0, cell: 1 };
  const line = python.slice(start.at, offset).split("\n").length;
  return `cell ${start.cell}, line ${line}`;
}
