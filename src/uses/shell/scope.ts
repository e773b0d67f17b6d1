import type { Node } from "web-tree-sitter";
import type { Traced } from "../../text/traced.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import type { Variable, Variables } from "./variables.ts";

/** What words are expanded with. */
export interface Scope {
  /** The text that the nodes' offsets point into. */
  readonly source: Traced;
  readonly variables: Variables;
  /** `$1`, `$2`, …; `undefined` where they are not known. */
  readonly positional: readonly TracedWord[] | undefined;
  /** Which of its values a variable is taken with; the first one where it is not named. */
  readonly picks: ReadonlyMap<Variable, number>;
  /** Filled in: variables that were read. */
  readonly touched: Set<Variable>;
  /** Filled in: `$(…)` whose commands are still to be read. */
  readonly substitutions: Node[];
}
