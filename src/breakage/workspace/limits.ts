import { importsOf } from "./imports.ts";
import { scan } from "./scan.ts";

/** CPython's tokenizer takes no deeper brackets (`MAXLEVEL`) and no more levels of indentation (`MAXINDENT`). */
const MOST_BRACKETS = 200;
const MOST_INDENTS = 100;
/**
 * Operators, attributes and calls of one expression with no comma between. CPython gives up somewhere between 1,500 and 10,000 of
 * them, as releases and kinds go; type checkers descend into each and run out of stack or of time in the same range.
 */
const MOST_STEPS = 500;
/** Branches are nested in the syntax tree, each in the one before. */
const MOST_BRANCHES = 1000;
/** A type checker's time grows with the square of it. */
const MOST_STATEMENTS = 20_000;
const MOST_NAMES = 2000;
const MOST_FENCES = 10_000;

/** Words that make an expression deeper. The others (`in`, `is`, `for`) stand between whole expressions. */
const DEEPER = new Set(["not", "lambda", "await", "yield", "if", "else", "and", "or"]);

const OPEN = new Set([..."([{"].map(unitOf));
const CLOSE = new Set([...")]}"].map(unitOf));
const NEW_EXPRESSION = new Set([...",;:"].map(unitOf));
const SEMICOLON = unitOf(";");

/**
 * Why a Python text cannot be analysed, though it could be read: Python refuses it, or a type checker would not come to an end with
 * it, and would take every other file's answer along. A clause; `undefined` for any text a person wrote. In linear time.
 */
export function limitOf(text: string): string | undefined {
  if (text.includes("\0")) return "it has null bytes, as UTF-16 text has, and Python refuses those";
  const indents = [0];
  // Of each open bracket, and of what is outside of all: steps since the last comma.
  const steps = [0];
  let brackets = 0;
  let deepest = 0;
  let mostIndents = 0;
  let mostSteps = 0;
  let branches = 0;
  let statements = 0;
  const step = () => {
    const count = (steps.at(-1) ?? 0) + 1;
    steps[steps.length - 1] = count;
    if (count > mostSteps) mostSteps = count;
  };
  scan(text, {
    line(start) {
      steps.fill(0);
      let width = 0;
      while (isBlank(text.charCodeAt(start + width))) width += 1;
      // An empty line or a comment has no level.
      if (!/[^\s#]/.test(text[start + width] ?? "")) return undefined;
      statements += 1;
      while (width < (indents.at(-1) ?? 0)) indents.pop();
      if (width > (indents.at(-1) ?? 0)) indents.push(width);
      mostIndents = Math.max(mostIndents, indents.length - 1);
      return undefined;
    },
    word(start, end) {
      const length = end - start;
      if (length < 2 || length > 6) return undefined;
      const word = text.slice(start, end);
      if (word === "elif") branches += 1;
      else if (DEEPER.has(word)) step();
      return undefined;
    },
    mark(_, unit) {
      if (OPEN.has(unit)) {
        step();
        brackets += 1;
        deepest = Math.max(deepest, brackets);
        // Deeper than that it is refused anyway.
        if (brackets <= MOST_BRACKETS) steps.push(0);
      } else if (CLOSE.has(unit)) {
        if (brackets > 0 && brackets <= MOST_BRACKETS) steps.pop();
        brackets = Math.max(0, brackets - 1);
      } else if (NEW_EXPRESSION.has(unit)) {
        if (unit === SEMICOLON) statements += 1;
        // A colon of `lambda: lambda:` ends nothing.
        if (unit !== unitOf(":")) steps[steps.length - 1] = 0;
      } else step();
    },
  });
  if (deepest > MOST_BRACKETS) return `it nests more than ${MOST_BRACKETS} brackets, and Python refuses that`;
  if (mostIndents > MOST_INDENTS) return `it nests more than ${MOST_INDENTS} blocks, and Python refuses that`;
  if (mostSteps > MOST_STEPS) return `an expression in it goes on for more than ${MOST_STEPS} operators`;
  if (branches > MOST_BRANCHES) return `it has more than ${MOST_BRANCHES} elif branches`;
  if (statements > MOST_STATEMENTS) return `it has more than ${MOST_STATEMENTS} statements`;
  if (importsOf(text).some(({ names }) => names.length > MOST_NAMES))
    return `it imports more than ${MOST_NAMES} names at once`;
  return undefined;
}

/** The same for a document, before its blocks are taken out. */
export function documentLimitOf(text: string): string | undefined {
  let fences = 0;
  for (const _ of text.matchAll(/^[ \t>]{0,50}(?:`{3}|~{3}|\.\. )/gm)) fences += 1;
  return fences > MOST_FENCES ? `it has more than ${MOST_FENCES / 2} blocks of code` : undefined;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 12;
}

function unitOf(character: string): number {
  return character.charCodeAt(0);
}
