import type { Pin, PinFormatId } from "./pin.ts";

/** One declared dependency of the repository, in the form uv and pip read. */
export interface DeclaredRequirement {
  /** A PEP 508 requirement or URL requirement, ready for a requirements file: `transformers>=5; python_version<'3.13'`. */
  readonly text: string;
  /** PEP 503 normalized; absent for a bare path or URL. */
  readonly name?: string;
  readonly role: "requirement" | "constraint" | "override";
  /** Extra, dependency group, or build stage. */
  readonly group?: string;
  /** 1-based. */
  readonly line: number;
}

/** Index settings written in a manifest (`--index-url`, `[[tool.uv.index]]`, …). May hold credentials: never print. */
export interface IndexOptions {
  readonly defaultIndex?: string;
  readonly extraIndexes: readonly string[];
  readonly findLinks: readonly string[];
}

/** Something in a file that could not be read: file, line and remedy. */
export interface Problem {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  readonly remedy: string;
}

/** What one file says, parsed: its vLLM pins, and the rest of what it asks for. */
export interface Manifest {
  readonly file: string;
  readonly format: PinFormatId;
  readonly pins: readonly Pin[];
  readonly requirements: readonly DeclaredRequirement[];
  /** Files it includes (`-r`, `-c`), relative to the repository root, in order. */
  readonly includes: readonly { readonly path: string; readonly role: "requirement" | "constraint" }[];
  readonly options: IndexOptions;
  /** Versions a lock file holds, name → version: preferences for the resolver. */
  readonly locked: ReadonlyMap<string, string>;
  /** `requires-python`, PEP 440 specifier. */
  readonly requiresPython?: string;
  readonly problems: readonly Problem[];
}

/** A format: adding one is a file in this folder and a row in `formats.ts`. */
export interface PinFormat {
  readonly format: PinFormatId;
  matches(path: string): boolean;
  /** Never throws on bad input: what cannot be read becomes a `Problem`. */
  parse(text: string, file: string): Manifest;
  /**
   * `pin.raw` at another version, same writing style, or `undefined` where the file is not edited by hand (a lock).
   * Replacing `pin.raw` by the result at the pin's place is the whole edit.
   */
  rewrite(pin: Pin, version: string): string | undefined;
}
