import type { ParsePython } from "../../platform/syntax-parsers.ts";
import type { Break } from "../break.ts";
import type { ReleaseSource } from "../release-source.ts";
import type { ReleaseModules } from "./release-modules.ts";
import type { Removal } from "./removal.ts";

/** What explaining needs from outside. */
export interface ExplainContext {
  readonly current: ReleaseSource;
  readonly target: ReleaseSource;
  /** Final releases strictly between the two, oldest first. */
  readonly between: readonly string[];
  /** The Python of another release; costs about a second. `undefined` when it cannot be read. */
  source(version: string): Promise<ReleaseSource | undefined>;
  /** Whether this very break shows with another release than the target (the type checker run over the file). */
  breaksOn(broken: Break, version: string): Promise<boolean | undefined>;
  readonly parse: ParsePython;
  /** The text of a file of the repository. */
  text(path: string): Promise<string | undefined>;
}

/** A break, said to a person and to a machine. */
export interface Explanation {
  /** One to three sentences without the place. Plain text; code in backticks. */
  readonly message: string;
  /**
   * What a machine wants, each where known: `movedTo` (module; several with commas), `renamedTo` or `replacedBy` (name),
   * `nearest` (name), `removedIn` (version that brought the break), `signature` (the target's), `before` (the line that the suggestion rewrites), `evidence` (`vllm/sampling_params.py:86 in 0.11.2`),
   * `callee` (what is called) and `owner` (the class of the repository) where the checker does not name them.
   */
  readonly data: Readonly<Record<string, string>>;
  /** The whole new text of the line, where the edit is one line and certain. */
  readonly suggestion?: string;
}

/** One break with all there is to explain it from. */
export interface Question<S extends Break["subject"] = Break["subject"]> {
  readonly broken: Break;
  readonly subject: S;
  readonly current: ReleaseModules;
  /** The last release without the break where bisection found one, else the current one: its notices speak of the change. */
  readonly last: ReleaseModules;
  readonly target: ReleaseModules;
  readonly removal: Removal | undefined;
  readonly parse: ParsePython;
  /** The file's text. */
  readonly text: string | undefined;
}

/** The question's subject, by kind. */
export type SubjectOf<K extends Break["subject"]["kind"]> = Extract<Break["subject"], { readonly kind: K }>;

/** `removed in 0.12.0`, or where that is not known `not in 0.12.0`. */
export function since({ removal, target }: Question, verb: string, otherwise: string): string {
  return removal === undefined ? `${otherwise} ${target.version}` : `${verb} in ${removal.first}`;
}

/** The data that every explanation has. */
export function removedIn({ removal }: Question): Record<string, string> {
  return removal === undefined ? {} : { removedIn: removal.first };
}
