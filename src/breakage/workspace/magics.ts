import { scan } from "./scan.ts";

/** Cell magics whose body is Python that runs here. */
const PYTHON_CELL = /^%%(?:time|timeit|capture|prun|python3?|pypy|memit|mprun|skip|ignore_errors)\b/;
/** A body that is written to a Python file runs as well, only later. */
const WRITES_PYTHON = /^%%(?:writefile|file)\b.*\.py\s*$/;
const ASSIGNED = /^[ \t]*[A-Za-z_][\w., \t]{0,200}=[ \t]*([!%](?=[\w{(]))/;
const HELP = /^[ \t]*(?:\?{1,2}\S.*|[\w.%*]{1,200}\?{1,2}[ \t]*)$/;

/**
 * A cell's text with what only IPython understands (`%pip`, `!ls`, `name?`) overwritten at the same length; `undefined` when the cell is
 * not Python (`%%bash`).
 */
export function pythonCell(cell: string): string | undefined {
  const magic = /^\s*(%%.*)/.exec(cell);
  if (magic === null) return withoutMagics(cell);
  if (!PYTHON_CELL.test(magic[1] ?? "") && !WRITES_PYTHON.test(magic[1] ?? "")) return undefined;
  return withoutMagics(" ".repeat(magic[0].length) + cell.slice(magic[0].length));
}

/** Overwrites line magics, shell escapes and help requests where a statement can begin: not in a string, not in brackets. */
export function withoutMagics(text: string): string {
  if (!/[%!?]/.test(text)) return text;
  const parts: string[] = [];
  let taken = 0;
  scan(text, {
    line(start) {
      const line = lineAt(text, start);
      const first = start + (/^[ \t]*/.exec(line)?.[0].length ?? 0);
      const isMagic = text[first] === "%" || text[first] === "!" || HELP.test(line);
      const assigned = isMagic ? null : ASSIGNED.exec(line);
      if (!isMagic && assigned === null) return undefined;
      const from = assigned === null ? first : start + assigned[0].length - 1;
      const end = commandEnd(text, start);
      // A statement stands in its place, for a block may have no other; and an expression for what is assigned.
      parts.push(text.slice(taken, from), "0", text.slice(from + 1, end).replace(/[^\r\n]/g, " "));
      taken = end;
      return end;
    },
  });
  parts.push(text.slice(taken));
  return parts.join("");
}

/** A command goes on in the next line behind a backslash. */
function commandEnd(text: string, start: number): number {
  let end = start;
  for (;;) {
    end += lineAt(text, end).length;
    const line = text.slice(Math.max(start, end - 2), end);
    if (!/\\\r?$/.test(line) || end >= text.length) return end;
    end += 1;
  }
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return end === -1 ? text.slice(start) : text.slice(start, end);
}
