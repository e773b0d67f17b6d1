import { lineIndex } from "../../text/line-index.ts";
import type { RepositoryFile, UseContext, UseReader } from "../reader.ts";
import type { Use } from "../use.ts";
import { concerns } from "./concerns.ts";
import { pythonUses } from "./python-uses.ts";

/** Python files: command lines, variables, requests, metrics and architectures in their strings. */
export const pythonReader: UseReader = {
  format: "python",
  matches: (file) => /\.pyi?$|(?:^|\/)SConstruct$/i.test(file.path) && concerns(file.text),
  read(file: RepositoryFile, context: UseContext): Use[] {
    const position = lineIndex(file.text);
    // A byte order mark is no part of the program.
    const mark = file.text.startsWith("\ufeff") ? 1 : 0;
    const place = (start: number, end: number) => {
      const first = position(start + mark);
      const last = position(end + mark);
      return { path: file.path, line: first.line, column: first.column, endLine: last.line, endColumn: last.column };
    };
    return pythonUses({ text: file.text.slice(mark), format: "python", place }, context);
  },
};
