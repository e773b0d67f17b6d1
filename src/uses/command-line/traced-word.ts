import { beginning, cut, type Traced } from "../../text/traced.ts";
import { type Place, UNKNOWN, type Word } from "../use.ts";
import type { Site } from "./site.ts";

/** One word of a command line that remembers where it is written. */
export interface TracedWord {
  /** Quotes removed, variables expanded; what is not known is `UNKNOWN`. */
  readonly value: Traced;
  /** See `Word`. */
  readonly spread?: boolean;
  readonly element?: boolean;
  /** Names of the variables in it that are not known: `VLLM_IMAGE`. They may say what it is. */
  readonly unknown?: readonly string[];
  /** Where it stands when its text is empty: `""`. */
  readonly at?: number;
}

/** The part of a word from an offset on: the value of `--port=8000`. */
export function rest(word: TracedWord, from: number): TracedWord {
  return { ...word, value: cut(word.value, from) };
}

export function placeOf(word: TracedWord, site: Site): Place {
  const span = beginning(word.value) ?? { start: word.at ?? 0, end: word.at ?? 0 };
  return site.place(span.start, span.end);
}

export function toWord(word: TracedWord, site: Site): Word {
  return {
    text: word.value.text,
    place: placeOf(word, site),
    ...(word.spread === true ? { spread: true } : {}),
    ...(word.element === true ? { element: true } : {}),
  };
}

/** A word of which nothing is known, or how many words it is. */
export function isUnknown(word: TracedWord | undefined): boolean {
  return word?.value.text === UNKNOWN;
}

/** Whether a name that is not resolved in it matches: of `$VLLM_IMAGE`, `/vllm/i`. */
export function names(word: TracedWord | undefined, pattern: RegExp): boolean {
  return word?.unknown?.some((name) => pattern.test(name)) ?? false;
}
