import { isMap, isScalar, isSeq, type Node, type Scalar } from "yaml";
import { shellCommands } from "../../pins/shell-words.ts";
import { concat, cut, standing, type Traced } from "../../text/traced.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import { UNKNOWN } from "../use.ts";
import { plainText } from "./entries.ts";
import { scalarText } from "./scalar-text.ts";
import { FILLED_LINE } from "./template.ts";
import type { NodeRoom } from "./yaml-room.ts";

/** No command line has more words; a list that is repeated by aliases could. */
const MAX_WORDS = 5_000;

/** A scalar's text, where a template fills lines of it what is not known. */
export function textOf(node: Node | undefined, room: NodeRoom): Traced | undefined {
  if (!isScalar(node) || plainText(node) === undefined) return undefined;
  const text = room.interpolate(scalarText(node, room.source));
  if (!text.text.includes(FILLED_LINE)) return text;
  const parts: Traced[] = [];
  let from = 0;
  for (let at = text.text.indexOf(FILLED_LINE); at !== -1; at = text.text.indexOf(FILLED_LINE, from)) {
    parts.push(cut(text, from, at), cut(text, at + 1, at + FILLED_LINE.length));
    from = at + FILLED_LINE.length;
  }
  return concat([...parts, cut(text, from)]);
}

/**
 * The words of a list, or of a text that is split as a shell does. Each element of a list is one word.
 * @param key of the list: lines that a template fills stand between it and the list's end
 */
export function wordsOf(node: Node | undefined, key: Scalar, room: NodeRoom): TracedWord[] {
  const filled = filledLine(node, key, room);
  const words = isSeq(node) ? elements(node.items, room, 0) : splitWords(textOf(node, room));
  return [...words, ...filled].slice(0, MAX_WORDS);
}

function elements(items: readonly unknown[], room: NodeRoom, depth: number): TracedWord[] {
  return items.slice(0, MAX_WORDS).flatMap((item): TracedWord[] => {
    const node = room.resolve(item);
    // A list in the list comes from an alias (`- *arguments`), which programs flatten.
    if (isSeq(node)) return depth < 2 ? elements(node.items, room, depth + 1) : [];
    if (isMap(node)) return [unknownWord(node.range?.[0] ?? 0, room)];
    const value = textOf(node, room);
    if (value === undefined) return [];
    const at = value.pieces[0]?.at ?? offsetIn(room.source, node?.range?.[0] ?? 0);
    return [{ value, at, element: true, ...(value.text === UNKNOWN ? { spread: true } : {}) }];
  });
}

/** The words of a text as a shell parts them: the first command's, whatever follows it. */
export function splitWords(text: Traced | undefined): TracedWord[] {
  if (text === undefined) return [];
  // Line ends of a folded or literal text part words, as they do where it is put into a list of arguments.
  for (const words of shellCommands(withText(text, text.text.replace(/(?<!\\)\n/g, " ")), () => undefined)) {
    return words.map((value) => ({
      value,
      at: value.pieces[0]?.at ?? 0,
      ...(value.text === UNKNOWN || /^\$[\w{(]/.test(value.text) ? { spread: true } : {}),
    }));
  }
  return [];
}

/** A text with others of the same length in place of some of its units. */
export function withText(value: Traced, text: string): Traced {
  const pieces = value.pieces.map((piece) => ({
    ...piece,
    text: text.slice(piece.start, piece.start + piece.text.length),
  }));
  return { text, pieces };
}

/** `{{- toYaml .Values.args | nindent 8 }}` on a line of its own. */
function filledLine(node: Node | undefined, key: Scalar, room: NodeRoom): TracedWord[] {
  const { text } = room.source;
  if (!text.includes(FILLED_LINE)) return [];
  const start = key.range?.[1] ?? 0;
  const inList = isSeq(node) && (node.range?.[0] ?? 0) > start ? (node.range?.[1] ?? start) : start;
  const after = /(?:\s*:)?\s*(?=#\uFFFC)/y;
  after.lastIndex = inList;
  const at = after.test(text) ? after.lastIndex : text.slice(start, inList).includes(FILLED_LINE) ? inList : undefined;
  return at === undefined ? [] : [unknownWord(at, room)];
}

function unknownWord(offset: number, room: NodeRoom): TracedWord {
  const at = offsetIn(room.source, offset);
  return { value: standing(UNKNOWN, at, 0), at, spread: true, element: true };
}

/** Where in the file an offset of the document's text is. */
export function offsetIn(source: Traced, offset: number): number {
  return cut(source, offset, offset + 1).pieces[0]?.at ?? source.pieces.at(-1)?.at ?? 0;
}
