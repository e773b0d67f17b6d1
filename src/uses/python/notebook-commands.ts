import { cellSources, cellText } from "../../breakage/workspace/notebook-sources.ts";
import type { OffsetMap } from "../../breakage/workspace/offset-map.ts";
import { placer } from "../command-line/site.ts";
import { assignmentUse } from "../command-line/variable-use.ts";
import type { RepositoryFile, UseContext } from "../reader.ts";
import { readShell } from "../shell/read-shell.ts";
import type { ShellSite } from "../shell/shell-site.ts";
import { UNKNOWN, type Use } from "../use.ts";
import { toTraced } from "./command-site.ts";
import { type Piece, type SpelledText, spelled } from "./spelled-text.ts";

/** A cell's body for a shell (IPython, "Cell magics"). */
const SHELL_CELL =
  /^\s*%%(?:bash|sh|!|sx|system|script[ \t]+(?:--?\S+[ \t]+){0,8}(?:\S{0,100}\/)?(?:ba|z|da)?sh)\b[^\n]*\n/;
/** A line for a shell, also with its output assigned: `!vllm serve …`, `out = !nvidia-smi`; `%pip` runs a program as `!pip` does. */
const SHELL_LINE =
  /^[ \t]*(?:[A-Za-z_][\w, ]{0,100}=[ \t]*)?(?:!{1,2}|%(?:sx|system)[ \t]|%(?=(?:uv[ \t]+)?pip[ \t]|(?:conda|mamba|micromamba)[ \t]))/;
/** `%env VLLM_X=1`, `%env VLLM_X 1`, `%set_env VLLM_X 1`; without a value it is printed. */
const VARIABLE_LINE = /^[ \t]*%(?:set_)?env[ \t]+(\w+)([ \t]*=[ \t]*|[ \t]+)(?=\S)/;
const LONGEST = 100_000;

/** What the cells of a notebook give to a shell, and the variables they set by IPython's own commands. */
export function notebookCommands(file: RepositoryFile, context: UseContext, quiet: string): Use[] {
  const { parseShell, knownVariables } = context;
  const site: ShellSite = {
    format: "notebook",
    quiet,
    place: placer(file.path, file.text),
    parseShell,
    knownVariables,
  };
  return cellCommands(file.text).flatMap(({ value, assigns }) =>
    assigns ? assignmentUse(toTraced(value), site) : readShell(toTraced(value), site),
  );
}

/** What a cell gives to a shell, with its places in the file; `assigns`: the assignment of a variable by IPython's own command. */
export interface CellCommand {
  readonly value: SpelledText;
  readonly assigns: boolean;
}

/** The commands of a notebook's code cells, in order: `!pip install …`, `%pip install …`, `%%bash`, `%env A=1`. */
export function cellCommands(notebook: string): CellCommand[] {
  return (cellSources(notebook) ?? []).flatMap((cell) => {
    if (!/[!%]/.test(cell.text) || cell.text.length > LONGEST) return [];
    const { text, toText } = cellText(cell);
    const magic = SHELL_CELL.exec(text)?.[0].length;
    if (magic !== undefined) return [{ value: spelled(text, magic, text.length, toText), assigns: false }];
    return commands(text).map(({ start, end, variable }) => {
      return variable === undefined
        ? { value: interpolated(spelled(text, start, end, toText)), assigns: false }
        : { value: assignment(text, start, end, variable, toText), assigns: true };
    });
  });
}

interface Command {
  readonly start: number;
  readonly end: number;
  /** How long the name of a variable is, where it is set, and where its value begins. */
  readonly variable?: { readonly length: number; readonly value: number };
}

function commands(text: string): Command[] {
  const found: Command[] = [];
  for (let start = 0; start < text.length; ) {
    let end = lineEnd(text, start);
    const line = text.slice(start, Math.min(end, start + 500));
    const shell = SHELL_LINE.exec(line)?.[0].length;
    const variable = VARIABLE_LINE.exec(line);
    if (shell !== undefined) {
      while (text[end - 1] === "\\" && end < text.length) end = lineEnd(text, end + 1);
      found.push({ start: start + shell, end });
    } else if (variable?.[1] !== undefined && variable[2] !== undefined) {
      const value = start + variable[0].length;
      const name = value - variable[2].length - variable[1].length;
      found.push({ start: name, end, variable: { length: variable[1].length, value } });
    }
    start = end + 1;
  }
  return found;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

function assignment(
  text: string,
  start: number,
  end: number,
  { length, value }: NonNullable<Command["variable"]>,
  toText: OffsetMap,
): SpelledText {
  const name = spelled(text, start, start + length, toText);
  const at = toText(start + length);
  return [...name, { text: "=", start: at, end: at + 1 }, ...spelled(text, value, end, toText)];
}

/** `{model}` in a shell's line is Python's. */
function interpolated(value: SpelledText): SpelledText {
  return value.flatMap((piece) => {
    const parts: Piece[] = [];
    let at = 0;
    const copy = (end: number) => {
      if (end > at) parts.push({ text: piece.text.slice(at, end), start: piece.start + at, end: piece.start + end });
    };
    for (const { 0: field, index } of piece.text.matchAll(/(?<!\$)\{[A-Za-z_][^{}"':,]{0,200}\}/g)) {
      copy(index);
      at = index + field.length;
      parts.push({ text: UNKNOWN, start: piece.start + index, end: piece.start + at });
    }
    copy(piece.text.length);
    return parts;
  });
}
