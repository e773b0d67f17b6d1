import { concat, type Traced } from "../../text/traced.ts";
import type { TracedWord } from "../command-line/traced-word.ts";

/** What a variable may hold: one text, or an array's words. */
export interface Held {
  readonly words: readonly TracedWord[];
  readonly array: boolean;
}

export interface Variable {
  readonly name: string;
  /** Each value that may be there when it is read; the latest first. */
  values: readonly Held[];
  /** Programs of commands that its text went into, as they are written. */
  readonly reached: string[];
}

/** Values that a branch each sets: no script has more that matter. */
const MAX_VALUES = 12;
/** Values that double at each step must not fill the memory. Characters. */
const MAX_LENGTH = 20_000;
const MAX_WORDS = 1_000;
/** Pieces that the values of a script's variables may be put together of: each that holds the one before adds up. */
const MAX_PIECES = 300_000;

/** Variables of a script, as they are where it is being read. */
export class Variables {
  readonly #known = new Map<string, Variable>();
  /** Those that were set at any time, for what never reaches a command. */
  readonly all: Variable[] = [];
  #pieces = 0;

  get(name: string): Variable | undefined {
    return this.#known.get(name);
  }

  /**
   * @param conditional whether the text may not run, so that what was there before may still be there
   */
  set(name: string, values: readonly Held[], conditional: boolean): void {
    const before = this.#known.get(name);
    const kept = conditional && before !== undefined ? before.values : [];
    const next = [...this.#bounded(values), ...kept].slice(0, MAX_VALUES);
    if (before !== undefined && conditional) before.values = next;
    else this.put({ name, values: next, reached: [] });
  }

  /** `NAME+=…`: a branch that appends is taken as if it ran, since what it adds is what matters. */
  append(name: string, added: Held): void {
    const before = this.#known.get(name);
    if (before === undefined) this.set(name, [added], false);
    else before.values = this.#bounded(before.values.map((held) => joined(held, added)));
  }

  #bounded(values: readonly Held[]): readonly Held[] {
    return values.filter((held) => {
      this.#pieces += held.words.reduce((sum, { value }) => sum + value.pieces.length, 0);
      return this.#pieces <= MAX_PIECES && isBounded(held);
    });
  }

  put(variable: Variable): void {
    this.#known.set(variable.name, variable);
    this.all.push(variable);
  }

  unset(name: string): void {
    this.#known.delete(name);
  }

  restore(name: string, variable: Variable | undefined): void {
    if (variable === undefined) this.#known.delete(name);
    else this.#known.set(name, variable);
  }
}

function joined(held: Held, added: Held): Held {
  if (held.array || added.array) return { array: true, words: [...held.words, ...added.words] };
  const unknown = [...held.words, ...added.words].flatMap((word) => word.unknown ?? []);
  return {
    array: false,
    words: [{ value: concat([...held.words, ...added.words].map((word) => word.value)), unknown }],
  };
}

function isBounded(held: Held): boolean {
  if (held.words.length > MAX_WORDS) return false;
  return held.words.reduce((sum, { value }) => sum + value.text.length, 0) <= MAX_LENGTH;
}

/** A text that is no array. */
export function scalar(value: Traced, unknown: readonly string[] = []): Held {
  return { array: false, words: [{ value, unknown }] };
}
