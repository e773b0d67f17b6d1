import { prepare } from "../../../src/breakage/workspace/prepare.ts";
import type { PreparedFile } from "../../../src/breakage/workspace/prepared-file.ts";
import { loadPythonParser } from "../../../src/platform/syntax-parsers.ts";

export const parse = await loadPythonParser(process.cwd());

/** The one file that a text makes. */
export function prepared(path: string, text: string): PreparedFile {
  const [file, ...more] = prepare(path, text, parse);
  if (file === undefined || more.length > 0) throw new Error(`${path} makes ${more.length + (file ? 1 : 0)} files`);
  return file;
}

/** The checker's position (code points) of an offset in a prepared text that has no lone carriage returns. */
export function checkerPlace(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length, column: [...(lines.at(-1) ?? "")].length + 1 };
}

/** The source's text from where the checker's range over `part` (its `nth` occurrence) starts to where it ends. */
export function sourceOf(file: PreparedFile, source: string, part: string, nth = 0): string {
  let at = file.text.indexOf(part);
  for (let n = 0; n < nth; n += 1) at = file.text.indexOf(part, at + 1);
  if (at === -1) throw new Error(`no ${part} in ${file.text}`);
  const offset = (place: { line: number; column: number }) => {
    const { line, column } = file.toSource(place);
    return source.split("\n", line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  };
  return source.slice(offset(checkerPlace(file.text, at)), offset(checkerPlace(file.text, at + part.length)));
}
