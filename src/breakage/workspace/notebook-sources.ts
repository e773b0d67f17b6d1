import { JoinedText } from "./joined-text.ts";
import { type JsonNode, readJson } from "./json-nodes.ts";
import type { OffsetMap } from "./offset-map.ts";

/** A code cell of a notebook. */
export interface CellSource {
  /** 1-based, over all cells of the notebook. */
  readonly cell: number;
  readonly text: string;
  /** Adds the cell's text, or other text of the same length, with its places in the file. */
  copy(joined: JoinedText, text: string): void;
  /** Where it ends in the file. */
  readonly end: number;
}

/**
 * The code cells of a Jupyter notebook (nbformat 3 and later) whose language is Python. `undefined` when the file is not well formed
 * or its kernel's language is another.
 */
export function cellSources(text: string): CellSource[] | undefined {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const root = readJson(text.slice(start));
  if (root === undefined) return undefined;
  const value = (node: JsonNode | undefined) => text.slice((node?.start ?? 0) + start, (node?.end ?? 0) + start);
  const isPython = (language: JsonNode | undefined) =>
    language?.kind !== "string" || /^"i?python[\d.]*"$/i.test(value(language));
  const metadata = entry(root, "metadata");
  const language = entry(entry(metadata, "kernelspec"), "language") ?? entry(entry(metadata, "language_info"), "name");
  if (!isPython(language)) return undefined;
  return cellsOf(root).flatMap((cell, index) => {
    if (value(entry(cell, "cell_type")) !== '"code"' || !isPython(entry(cell, "language"))) return [];
    const strings = stringsOf(entry(cell, "source") ?? entry(cell, "input"));
    return [
      {
        cell: index + 1,
        text: strings.map((one) => String(JSON.parse(value(one)))).join(""),
        copy(joined, written) {
          let taken = 0;
          for (const one of strings)
            taken = copyString(joined, text, one.start + start, one.end + start, written, taken);
        },
        end: (strings.at(-1)?.end ?? 1) + start - 1,
      },
    ];
  });
}

/** One cell's text with the way back to the file. */
export function cellText(cell: CellSource): { readonly text: string; readonly toText: OffsetMap } {
  const joined = new JoinedText();
  cell.copy(joined, cell.text);
  return joined.done();
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
