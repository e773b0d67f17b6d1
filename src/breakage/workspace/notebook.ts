import { JoinedText } from "./joined-text.ts";
import { type JsonNode, readJson } from "./json-nodes.ts";
import { pythonCell } from "./magics.ts";
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
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const root = readJson(text.slice(start));
  if (root === undefined) return undefined;
  const value = (node: JsonNode | undefined) => text.slice((node?.start ?? 0) + start, (node?.end ?? 0) + start);
  const isPython = (language: JsonNode | undefined) =>
    language?.kind !== "string" || /^"i?python[\d.]*"$/i.test(value(language));
  const metadata = entry(root, "metadata");
  const language = entry(entry(metadata, "kernelspec"), "language") ?? entry(entry(metadata, "language_info"), "name");
  if (!isPython(language)) return undefined;

  const joined = new JoinedText();
  const starts: { readonly at: number; readonly cell: number }[] = [];
  for (const [index, cell] of cellsOf(root).entries()) {
    if (value(entry(cell, "cell_type")) !== '"code"' || !isPython(entry(cell, "language"))) continue;
    const strings = stringsOf(entry(cell, "source") ?? entry(cell, "input"));
    const source = strings.map((one) => String(JSON.parse(value(one)))).join("");
    const python = pythonCell(source);
    if (python === undefined || isOpen(python)) continue;
    starts.push({ at: joined.length, cell: index + 1 });
    let taken = 0;
    for (const one of strings) taken = copyString(joined, text, one.start + start, one.end + start, python, taken);
    const end = (strings.at(-1)?.end ?? 1) + start - 1;
    joined.add("\n", { start: end, end });
  }
  if (starts.length === 0) return undefined;
  const { text: python, toText } = joined.done();
  return { text: python, toText, where: (offset) => whereOf(python, starts, offset) };
}

function cellsOf(root: JsonNode): readonly JsonNode[] {
  const worksheets = entry(root, "worksheets");
  const holders = worksheets?.kind === "array" ? worksheets.items : [root];
  return holders.flatMap((holder) => {
    const cells = entry(holder, "cells");
    return cells?.kind === "array" ? cells.items : [];
  });
}

const entry = (node: JsonNode | undefined, key: string): JsonNode | undefined =>
  node?.kind === "object" ? node.entries.get(key) : undefined;

/** A cell's source is a list of lines, or one string. */
function stringsOf(source: JsonNode | undefined): readonly JsonNode[] {
  const nodes = source?.kind === "array" ? source.items : source === undefined ? [] : [source];
  return nodes.filter((one) => one.kind === "string");
}

/** Copies what one JSON string holds, as it stands in `python` from `taken` on; an escape sequence is one place. */
function copyString(
  joined: JoinedText,
  text: string,
  start: number,
  end: number,
  python: string,
  taken: number,
): number {
  let from = taken;
  for (const { 0: written, index } of text.slice(start + 1, end - 1).matchAll(/\\u.{4}|\\.|[^\\]+/g)) {
    const length = written.startsWith("\\") ? 1 : written.length;
    joined.copy(python.slice(from, from + length), start + 1 + index);
    from += length;
  }
  return from;
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
