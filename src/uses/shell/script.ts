import type { Node } from "web-tree-sitter";
import type { Traced } from "../../text/traced.ts";
import type { CommandSite } from "../command-line/site.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import type { Use } from "../use.ts";
import type { ShellSite } from "./shell-site.ts";
import type { Variable, Variables } from "./variables.ts";

/** Reading one script: what is known so far, and what was found. */
export interface Script {
  readonly site: ShellSite;
  readonly commandSite: CommandSite;
  /** The text that the nodes' offsets point into. */
  readonly source: Traced;
  readonly variables: Variables;
  readonly functions: Map<string, Node>;
  /** Functions that a call was read for. */
  readonly called: Set<string>;
  readonly uses: Use[];
  /** Statements that may still be read: a function may be called many times. */
  budget: number;
}

/** A call of a function, or the script itself. */
export interface Frame {
  positional: readonly TracedWord[] | undefined;
  /** Variables as they were before `local`. */
  readonly saved: Map<string, Variable | undefined>;
  readonly depth: number;
  /** The call stands in a branch, so that it may not happen. */
  readonly inBranch: boolean;
}
