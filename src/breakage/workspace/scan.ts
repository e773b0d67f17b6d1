/** What a scan of Python text calls. Offsets are in UTF-16 units, ends exclusive. */
export interface ScanVisitor {
  /**
   * A name, keyword or number. `first`: nothing stands before it in its statement. May return the offset to go on from.
   */
  word?(start: number, end: number, first: boolean): number | undefined;
  /** From the `#` to before the end of the line. */
  comment?(start: number, end: number): void;
  /** The first character of a logical line, before its indentation. May return the offset to go on from. */
  line?(start: number): number | undefined;
  /** A bracket, an operator or another mark, one character at a time; the visitor counts what it needs. */
  mark?(at: number, unit: number): void;
}

/** Whether what the text opens it also closes. */
export interface ScanEnd {
  readonly openBrackets: number;
  readonly openString: boolean;
}

const TAB = 9;
const LINE_FEED = 10;
const FORM_FEED = 12;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const BACKSLASH = 92;
const BYTE_ORDER_MARK = 0xfeff;

const WORD = new Uint8Array(128);
for (const character of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
  WORD[character.charCodeAt(0)] = 1;

/** Whether a UTF-16 unit can be part of a name. Beyond ASCII everything counts as a letter. */
export const isWordUnit = (unit: number): boolean => unit >= 128 || WORD[unit] === 1;

/**
 * Offset behind the string literal whose quote stands at `start`. A literal with one quote ends at the end of its line, so that an
 * unpaired one spoils one line; an unpaired triple quote takes the rest.
 */
export function stringEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  const triple = text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote;
  for (let at = start + (triple ? 3 : 1); at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === BACKSLASH) {
      if (text.charCodeAt(at + 1) === CARRIAGE_RETURN && text.charCodeAt(at + 2) === LINE_FEED) at += 1;
      at += 1;
    } else if (unit === quote) {
      if (!triple) return at + 1;
      if (text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote) return at + 3;
    } else if (!triple && (unit === LINE_FEED || unit === CARRIAGE_RETURN)) return at;
  }
  return text.length;
}

const isLineEnd = (unit: number) => unit === LINE_FEED || unit === CARRIAGE_RETURN;

/**
 * Reads Python text once, from left to right, past strings and comments. It is a tokenizer and no parser: it takes any text, in linear
 * time, thousands of files a second, where a syntax tree would take milliseconds for each.
 *
 * @param until offset to stop at
 */
export function scan(text: string, visitor: ScanVisitor, until = text.length): ScanEnd {
  let openBrackets = 0;
  let openString = false;
  let first = true;
  // A byte order mark is no part of the program, and no letter of its first word.
  const start = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  let at = visitor.line?.(start) ?? start;
  while (at < until) {
    const unit = text.charCodeAt(at);
    if (isWordUnit(unit)) {
      let end = at + 1;
      while (end < text.length && isWordUnit(text.charCodeAt(end))) end += 1;
      const next = visitor.word?.(at, end, first) ?? end;
      first = false;
      at = next;
    } else if (unit === SPACE || unit === TAB || unit === FORM_FEED) at += 1;
    else if (isLineEnd(unit)) {
      at += unit === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED ? 2 : 1;
      // Also inside brackets: an unclosed one must not hide the statements behind it.
      first = true;
      if (openBrackets === 0) at = visitor.line?.(at) ?? at;
    } else if (unit === HASH) {
      let end = at + 1;
      while (end < text.length && !isLineEnd(text.charCodeAt(end))) end += 1;
      visitor.comment?.(at, end);
      at = end;
    } else if (unit === DOUBLE_QUOTE || unit === SINGLE_QUOTE) {
      const end = stringEnd(text, at);
      openString ||= end === text.length && !closes(text, at, end);
      first = false;
      at = end;
    } else if (unit === BACKSLASH) {
      // A continued line is no new statement.
      at += text.charCodeAt(at + 1) === CARRIAGE_RETURN && text.charCodeAt(at + 2) === LINE_FEED ? 3 : 2;
    } else {
      visitor.mark?.(at, unit);
      const character = text[at];
      if (character === "(" || character === "[" || character === "{") openBrackets += 1;
      else if (character === ")" || character === "]" || character === "}")
        openBrackets = Math.max(0, openBrackets - 1);
      first = character === ";" || character === ":";
      at += 1;
    }
  }
  return { openBrackets, openString };
}

function closes(text: string, start: number, end: number): boolean {
  const quote = text[start] ?? "";
  const triple = quote.repeat(3);
  return text.startsWith(triple, start)
    ? end - start >= 6 && text.endsWith(triple)
    : end - start >= 2 && text.endsWith(quote);
}
