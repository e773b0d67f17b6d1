import type { RepositoryFile, UseContext, UseReader } from "../reader.ts";
import type { Use } from "../use.ts";
import { concerns } from "./concerns.ts";
import { filePlaces } from "./file-places.ts";
import { pythonUses } from "./python-uses.ts";

/** Python files: command lines, variables, requests, metrics and architectures in their strings. */
export const pythonReader: UseReader = {
  format: "python",
  matches: (file) => /\.pyi?$/i.test(file.path) && concerns(file),
  read(file: RepositoryFile, context: UseContext): Use[] {
    // A byte order mark is no part of the program.
    const mark = file.text.startsWith("\ufeff") ? 1 : 0;
    const place = filePlaces(file, (offset) => offset + mark);
    return pythonUses({ path: file.path, text: file.text.slice(mark), format: "python", place }, context);
  },
};
