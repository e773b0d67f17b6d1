import { concat, cut, type Traced } from "../../text/traced.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import { UNKNOWN } from "../use.ts";

/** A piece of a word, before the shell splits words (POSIX.1 XCU 2.6.5). */
export interface Part {
  readonly value: Traced;
  /** It stands in quotes, so there is a word even if it is empty. */
  readonly quoted: boolean;
  /** It comes from an expansion without quotes, so blanks in it part words. */
  readonly split?: boolean;
  readonly unknown?: readonly string[];
  /** Each of an array's words: `"${ARGS[@]}"`. */
  readonly words?: readonly TracedWord[];
}

/** The words that the pieces of one written word make. */
export function assemble(parts: readonly Part[], at: number): TracedWord[] {
  const words: TracedWord[] = [];
  let current: { values: Traced[]; unknown: string[]; loose: boolean; spread: boolean } | undefined;
  const end = () => {
    if (current === undefined) return;
    const value = concat(current.values);
    const spread = current.spread || (current.loose && /^\uFFFC+$/.test(value.text));
    words.push({
      value,
      at,
      ...(spread ? { spread } : {}),
      ...(current.unknown.length > 0 ? { unknown: current.unknown } : {}),
    });
    current = undefined;
  };
  const add = (value: Traced, part: Pick<Part, "quoted" | "unknown">, spread = false) => {
    current ??= { values: [], unknown: [], loose: false, spread: false };
    current.values.push(value);
    current.unknown.push(...(part.unknown ?? []));
    if (value.text.includes(UNKNOWN) && !part.quoted) current.loose = true;
    if (spread) current.spread = true;
  };
  for (const part of parts) {
    if (part.words !== undefined) {
      part.words.forEach((word, index) => {
        if (index > 0) end();
        add(word.value, { quoted: true, unknown: word.unknown ?? [] }, word.spread === true);
      });
    } else if (part.split === true) {
      for (const match of part.value.text.matchAll(/\s+|\S+/g)) {
        if (/^\s/.test(match[0])) end();
        else add(cut(part.value, match.index, match.index + match[0].length), part);
      }
    } else if (part.quoted || part.value.text !== "") add(part.value, part);
  }
  end();
  return words;
}

/** The text of words where the shell does not split them: `A=$B`, `"${ARGS[*]}"`. */
export function oneText(words: readonly TracedWord[]): { value: Traced; unknown: string[] } {
  const blank: Traced = { text: " ", pieces: [] };
  const values = words.flatMap(({ value }, index) => (index === 0 ? [value] : [blank, value]));
  return { value: concat(values), unknown: words.flatMap((word) => word.unknown ?? []) };
}
