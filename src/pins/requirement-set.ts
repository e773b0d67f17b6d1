import type { IndexOptions } from "./manifest.ts";
import type { Pin } from "./pin.ts";

/** The repository's whole requirement set around one vLLM pin, as the resolver takes it: pure data, no files. */
export interface RequirementSet {
  /** The file the set starts from. */
  readonly file: string;
  /** The vLLM pin it is built around. */
  readonly pin: Pin;
  /** PEP 508 lines without any vLLM line: vLLM is added at the version under test. */
  readonly requirements: readonly string[];
  readonly constraints: readonly string[];
  readonly overrides: readonly string[];
  /** vLLM's own extras and marker as written, to be kept when it moves: `{extras: ["audio"], marker: "sys_platform == 'linux'"}`. */
  readonly vllm: { readonly extras: readonly string[]; readonly marker?: string };
  readonly options: IndexOptions;
  /** name → version the lock file holds. */
  readonly preferences: ReadonlyMap<string, string>;
  readonly requiresPython?: string;
}
