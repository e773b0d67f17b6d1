import { cut, type Traced, trim } from "../../text/traced.ts";
import { baseName } from "../command-line/program.ts";

export function isMakefile(path: string): boolean {
  return /^(?:GNU)?[Mm]akefile(?:[._-][\w.-]+)?$|\.(?:mk|mak)$/.test(baseName(path));
}

/** A line that sets a variable (GNU make manual, 6.5). */
interface MakeAssignment {
  readonly name: Traced;
  /** `+`, `?`, `:`, `!`; absent for a plain `=`. */
  readonly operator?: string | undefined;
  readonly value: Traced;
}

/** `target: NAME = value` sets it for the target alone; `export` hands it to recipes. */
const ASSIGNMENT =
  /^ *(?:[^\s:=#][^:=#\n]*:(?!=) *)?((?:export|override|private) +)*([A-Za-z_][\w-]*) *(\+|\?|::?:?|!)?= ?/;

/** What a line of a makefile that is no recipe sets, if it sets a variable. */
export function makeAssignment(line: Traced): MakeAssignment | undefined {
  const match = ASSIGNMENT.exec(line.text);
  if (match === null) return undefined;
  const [whole, , name = "", operator] = match;
  const at = whole.lastIndexOf(name);
  return { name: cut(line, at, at + name.length), operator, value: trim(withoutComment(cut(line, whole.length))) };
}

function withoutComment(value: Traced): Traced {
  const comment = /(?:^|\s)#/.exec(value.text)?.index;
  return comment === undefined ? value : cut(value, 0, comment);
}

/** `@`, `-` and `+` before a command of a recipe are make's. */
export function withoutPrefix(recipe: Traced): Traced {
  return cut(recipe, /^\s*[@+-]*/.exec(recipe.text)?.[0].length ?? 0);
}
