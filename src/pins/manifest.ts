import type { ParsePython } from "../platform/syntax-parsers.ts";
import { normalizeName } from "../python/requirement.ts";
import type { Pin, PinFormatId } from "./pin.ts";

/** What a group is: names repeat across kinds (an extra `dev` beside a dependency group `dev`). */
export type GroupKind = "extra" | "group" | "stage";

/**
 * One declared dependency of the repository, in the form uv and pip read. vLLM's own are among them (`name: "vllm"`, at
 * the line of their pin): they carry its extras and marker.
 */
export interface DeclaredRequirement {
  /** A PEP 508 requirement or URL requirement, ready for a requirements file: `transformers>=5; python_version<'3.13'`. */
  readonly text: string;
  /** PEP 503 normalized; absent for a bare path or URL. */
  readonly name?: string;
  readonly role: "requirement" | "constraint" | "override";
  /** Extra, dependency group, or build stage. */
  readonly group?: string;
  readonly groupKind?: GroupKind;
  /** A member of the same uv workspace: `text` names it, its folder is where the manifest of that project stands. */
  readonly workspaceMember?: true;
  /** 1-based. */
  readonly line: number;
  /** Requirements of one command in a file of many: what stands in another is installed at another time, or elsewhere. */
  readonly command?: number;
}

/** A requirement with the file it stands in. */
export interface PlacedRequirement extends DeclaredRequirement {
  /** POSIX path relative to the repository root. */
  readonly file: string;
}

/** Another file that a file pulls in (`-r`, `-c`). */
export interface Include {
  /** Relative to the repository root. */
  readonly path: string;
  readonly role: "requirement" | "constraint" | "override";
  /** Where else it may be: a Dockerfile does not say what its build context is. */
  readonly alternatives?: readonly string[];
  /** Its absence is no problem: a build may create it. */
  readonly optional?: true;
  readonly group?: string;
  readonly groupKind?: GroupKind;
  /** 1-based, of the line that names it. */
  readonly line?: number;
}

/** An index that serves only the packages bound to it (`tool.uv.sources`, Poetry's `source`). */
export interface BoundIndex {
  readonly name: string;
  readonly url: string;
  /** PEP 503 normalized. */
  readonly packages: readonly string[];
  /** Declared `explicit`: no other package may come from it. */
  readonly explicit: boolean;
}

/** Index settings written in a manifest (`--index-url`, `[[tool.uv.index]]`, …). May hold credentials: never print. */
export interface IndexOptions {
  readonly defaultIndex?: string;
  readonly extraIndexes: readonly string[];
  readonly findLinks: readonly string[];
  /** Not repeated in `extraIndexes` when `explicit`. */
  readonly boundIndexes?: readonly BoundIndex[];
}

/**
 * Index options that stand on one of several install commands of a file, and what that command installs: they hold for it alone.
 * Paths as in the manifest's own `includes`.
 */
export interface InstallCommand {
  readonly group?: string;
  readonly groupKind?: GroupKind;
  readonly options: IndexOptions;
  readonly requirements: readonly DeclaredRequirement[];
  readonly includes: readonly Include[];
  /** Folders of projects that it installs by their path, from the repository's root. A build does not say where it starts: some may not be there. */
  readonly projects: readonly string[];
}

/** Something in a file that could not be read: file, line and remedy. */
export interface Problem {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  readonly remedy: string;
  /** The file, or a part of it, was passed over: it is longer or deeper than any that a person writes. That alone is no error. */
  readonly passedOver?: true;
}

/** Text that stands on one line of a file: what a finding points at. */
export interface Place {
  /** POSIX path relative to the repository root. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, UTF-16 code units. */
  readonly column: number;
  /** Exactly as it stands there. */
  readonly raw: string;
}

/** A build stage: what it starts from (`FROM`), and what it runs. */
export interface BuildStage {
  /** As `Pin.group` has it. */
  readonly name: string;
  /** Another stage of the file, or an image (variables expanded) where it is named. */
  readonly base: { readonly stage: string } | { readonly image: string; readonly at: Place };
  /** `FROM --platform=`, as written: `linux/arm64`. */
  readonly platform?: string;
  /** The texts of its `RUN` lines, continued lines joined, and of their here-documents. */
  readonly commands: readonly string[];
}

/** The Pythons that a file says the repository runs on, where it says so. */
export interface DeclaredPython extends Place {
  /** One version (`3.11`, `3.11.7`), or a PEP 440 specifier. */
  readonly python: { readonly version: string } | { readonly specifier: string };
  /** Who says so, for messages: `requires-python`. */
  readonly by: string;
}

/** What one file says, parsed: its vLLM pins, and the rest of what it asks for. */
export interface Manifest {
  readonly file: string;
  readonly format: PinFormatId;
  readonly pins: readonly Pin[];
  readonly requirements: readonly DeclaredRequirement[];
  /** Files it includes (`-r`, `-c`), relative to the repository root, in order. */
  readonly includes: readonly Include[];
  readonly options: IndexOptions;
  /** The commands of a script that have index options of their own. `options` are the whole file's. */
  readonly commands?: readonly InstallCommand[];
  /** Versions a lock file holds, name → version: preferences for the resolver. */
  readonly locked: ReadonlyMap<string, string>;
  /** `requires-python`, PEP 440 specifier. */
  readonly requiresPython?: string;
  /** The same where it stands. */
  readonly pythons?: readonly DeclaredPython[];
  /** Dockerfile: its stages, in order. */
  readonly stages?: readonly BuildStage[];
  readonly problems: readonly Problem[];
  /** Groups that a group pulls in (PEP 735 `include-group`, an extra that names others, a stage's base), by `groupKey`. */
  readonly groupIncludes?: ReadonlyMap<string, readonly string[]>;
  /** A resolver's output: the files it was made from, best first. What it pins are preferences, not demands. */
  readonly generatedFrom?: readonly string[];
  /** PEP 503 normalized name of the project the file describes. */
  readonly project?: string;
  /** uv workspace: globs of its members' folders, relative to the repository root. Overrides and the lock are the root's. */
  readonly workspace?: { readonly members: readonly string[]; readonly exclude: readonly string[] };
}

/** One key for a group of one kind. */
export function groupKey(kind: GroupKind, name: string): string {
  return `${kind}:${normalizeName(name)}`;
}

/** What reading a file may take besides its text. */
export interface ParseContext {
  /** The text of a file that the format needs, where the repository has it. */
  readonly beside: (path: string) => string | undefined;
  /** The grammar, for files that have Python. */
  readonly python: ParsePython;
}

/** A format: adding one is a file in this folder and a row in `formats.ts`. */
export interface PinFormat {
  readonly format: PinFormatId;
  matches(path: string): boolean;
  /**
   * A cheap look, in linear time, whether a text may hold a pin. One that may not is not parsed, and is no manifest. What does not say
   * vLLM never may: such a file need not even be read.
   */
  concerns?(text: string): boolean;
  /** Files whose text it takes to read one (`beside`): of a Compose file the `.env` in its folder. */
  needs?(path: string): readonly string[];
  /** Whether it takes the Python grammar to read a text. It is loaded for the first such file. */
  hasPython?(text: string): boolean;
  /** Never throws on bad input: what cannot be read becomes a `Problem`. */
  parse(text: string, file: string, context: ParseContext): Manifest;
  /**
   * `pin.raw` at another version, same writing style, or `undefined` where the file is not edited by hand (a lock).
   * Replacing `pin.raw` by the result at the pin's place is the whole edit.
   */
  rewrite(pin: Pin, version: string): string | undefined;
}
