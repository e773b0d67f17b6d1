import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { markdownBlocks } from "./markdown.ts";
import { notebookCells } from "./notebook.ts";
import { type PreparedFile, prepareExtract } from "./prepared-file.ts";

/**
 * A file of the repository as the type checker is to see it: Python with nothing in it that would hide a break, and every position
 * mapped back. Notebooks and documents give one file each, with their Python in order, as they are run and read. Empty for a file
 * that has no Python, and for a notebook that is not well formed.
 *
 * @param path POSIX path relative to the repository root; its extension says what the file is
 * @param text the decoded text; positions are counted in it
 */
export function prepare(path: string, text: string, parse: ParsePython): PreparedFile[] {
  const source = { path, text };
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  switch (extension) {
    case "py":
    case "pyi": {
      // A byte order mark is no part of the program, and the checker does not count it.
      const start = text.startsWith("\ufeff") ? 1 : 0;
      const toText = (offset: number) => offset + start;
      return [prepareExtract({ source, origin: "python", path, text: text.slice(start), toText }, parse)];
    }
    case "ipynb": {
      const cells = notebookCells(text);
      if (cells === undefined) return [];
      return [prepareExtract({ source, origin: "notebook", path: `${path}.cells.py`, ...cells }, parse)];
    }
    case "md":
    case "mdx":
    case "markdown":
    case "rst": {
      const blocks = markdownBlocks(text, extension === "rst" ? "rst" : "markdown", parse);
      if (blocks === undefined) return [];
      return [prepareExtract({ source, origin: "markdown", path: `${path}.blocks.py`, ...blocks }, parse)];
    }
    default:
      return [];
  }
}
