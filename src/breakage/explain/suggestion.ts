import type { Break } from "../break.ts";
import type { ImportStatement } from "./repository-code.ts";

/** The import's line with another module in it. Everything else on the line stays: names, `as`, indentation, comment. */
export function importFrom(statement: ImportStatement, module: string, text: string): string | undefined {
  const line = lineOf(text, statement.line);
  // An import of vLLM by a relative path is a vendored copy.
  if (line === undefined || statement.line !== statement.endLine || statement.module.startsWith(".")) return undefined;
  return line.slice(0, statement.moduleColumn) + module + line.slice(statement.moduleEndColumn);
}

/** The line with the keyword at the break renamed, where it stands there as `old=`. */
export function renameKeyword(broken: Break, old: string, renamed: string, text: string): string | undefined {
  const line = lineOf(text, broken.line);
  const start = broken.column - 1;
  if (line === undefined || !line.startsWith(old, start)) return undefined;
  const after = line.slice(start + old.length);
  return /^\s{0,20}=(?!=)/.test(after) ? line.slice(0, start) + renamed + after : undefined;
}

/** A line of a text, by its 1-based number, without its end. */
export function lineOf(text: string, line: number): string | undefined {
  return text.split(/\r?\n/, line)[line - 1];
}
