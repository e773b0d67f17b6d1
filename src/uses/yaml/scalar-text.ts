import type { Scalar } from "yaml";
import { concat, cut, standing, type Traced } from "../../text/traced.ts";

const ESCAPE = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|[\s\S])/y;
const FOLD = /[ \t]*\r?\n\s*/y;

/**
 * A scalar's text, each part with the place where it is written: quotes, escapes, folded lines and the indentation of a
 * block are undone (YAML 1.2.2, chapters 7 and 8), so a flag in the middle of a script is found at its own line and column.
 *
 * @param source the text the scalar was parsed from
 */
export function scalarText(node: Scalar, source: Traced): Traced {
  const value = loadedText(node);
  const [start, end] = [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
  const { text } = source;
  if (value === "") return cut(source, start, start);
  const block = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
  const double = node.type === "QUOTE_DOUBLE";
  const single = node.type === "QUOTE_SINGLE";
  let at = block ? text.indexOf("\n", start) + 1 : start + (double || single ? 1 : 0);
  if (!block && text.startsWith(value, at)) return cut(source, at, at + value.length);
  const parts: Traced[] = [];
  let runStart = at;
  let runLength = 0;
  const flush = () => {
    if (runLength > 0) parts.push(cut(source, runStart, runStart + runLength));
    runLength = 0;
  };
  // The value and its source are read side by side: where they agree the source is taken, white space of the source that
  // the value does not have is passed over, and what an escape or a fold stands for is placed where that is written.
  for (let index = 0; index < value.length; index += 1) {
    const unit = value.charAt(index);
    const blank = /\s/.test(unit);
    while (at < end && !blank && /\s/.test(text.charAt(at))) at += 1;
    const fold = blank && !block ? foldAt(text, at, end) : 0;
    if (fold > 0) {
      flush();
      const breaks = text.slice(at, at + fold).split("\n").length - 1;
      const width = Math.max(1, breaks - 1);
      parts.push(placed(value.slice(index, index + width), at, at + fold, source));
      index += width - 1;
      at += fold;
      runStart = at;
      continue;
    }
    const written = double && text.charAt(at) === "\\" ? escapeAt(text, at) : undefined;
    if (written !== undefined) {
      flush();
      at += written.length;
      if (/^\\\r?\n/.test(written)) {
        index -= 1;
        continue;
      }
      const width = written.startsWith("\\U") && /[\uD800-\uDBFF]/.test(unit) ? 2 : 1;
      parts.push(placed(value.slice(index, index + width), at - written.length, at, source));
      index += width - 1;
      runStart = at;
    } else if (text.charAt(at) === unit && at < end) {
      if (runStart + runLength !== at) {
        flush();
        runStart = at;
      }
      runLength += 1;
      at += single && unit === "'" ? 2 : 1;
    } else {
      flush();
      parts.push(placed(unit, at, at, source));
    }
  }
  flush();
  return concat(parts);
}

/** Numbers and the like are text to us, as they are written: `0.90` is not `0.9`. */
function loadedText(node: Scalar): string {
  if (typeof node.value === "string") return node.value;
  return node.value === null ? "" : (node.source ?? String(node.value));
}

/** How long the line end in a flow scalar is, with the blanks around it: one is a blank, more are one line end less (7.3). */
function foldAt(text: string, at: number, end: number): number {
  FOLD.lastIndex = at;
  return Math.min(FOLD.exec(text)?.[0].length ?? 0, end - at);
}

function escapeAt(text: string, at: number): string {
  ESCAPE.lastIndex = at;
  return ESCAPE.exec(text)?.[0] ?? "\\";
}

/** Text that stands for a stretch of the source. */
export function placed(text: string, start: number, end: number, source: Traced): Traced {
  const [first] = cut(source, start, Math.max(start + 1, end)).pieces;
  const last = source.pieces.at(-1);
  if (first !== undefined) return standing(text, first.at, end - start);
  return standing(text, last === undefined ? 0 : last.at + (last.length ?? last.text.length), 0);
}
