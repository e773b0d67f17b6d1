import { withoutCredentials } from "../url-text.ts";

/** `unavailable`: the index does not hand the wheel out, or not in parts. `damaged`: its bytes cannot be relied on. */
export type WheelErrorKind = "unavailable" | "damaged";

/** What is wrong, found by code that does not know which wheel it reads. Never leaves this folder: `WheelError` does. */
export class WheelProblem extends Error {
  readonly kind: WheelErrorKind;
  readonly entry: string | undefined;

  /** @param problem goes on after the entry's name ("is encrypted"), or stands alone; no full stop */
  constructor(
    kind: WheelErrorKind,
    problem: string,
    about: { readonly entry?: string; readonly cause?: unknown } = {},
  ) {
    super(about.entry === undefined ? problem : `${shownName(about.entry)} ${problem}`, { cause: about.cause });
    this.name = "WheelProblem";
    this.kind = kind;
    this.entry = about.entry;
  }
}

/** A wheel that cannot be read. The message is one plain sentence that names the wheel, without any address or credential. */
export class WheelError extends Error {
  readonly kind: WheelErrorKind;
  readonly filename: string;
  /** The member it is about, as the archive spells it; absent when it is about the wheel as a whole. */
  readonly entry: string | undefined;

  constructor(filename: string, problem: WheelProblem) {
    super(withoutCredentials(`${shownName(filename)} cannot be read: ${problem.message}.`), { cause: problem });
    this.name = "WheelError";
    this.kind = problem.kind;
    this.filename = filename;
    this.entry = problem.entry;
  }
}

/** Runs work on one wheel; a problem found in it becomes an error that names the wheel. */
export async function naming<T>(filename: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof WheelProblem ? new WheelError(filename, error) : error;
  }
}

/** Shorthand for the commonest kind. */
export function damaged(problem: string, entry?: string, cause?: unknown): WheelProblem {
  return new WheelProblem("damaged", problem, { ...(entry === undefined ? {} : { entry }), cause });
}

/** A name is whatever its author likes: what would break a line or turn the reading direction is spelled out, the rest cut. */
function shownName(name: string): string {
  const short = name.length > 200 ? `${name.slice(0, 200)}…` : name;
  return short.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
