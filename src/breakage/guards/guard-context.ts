import type { Tree } from "web-tree-sitter";
import type { RuleId } from "../../checks/rules.ts";

/** A parsed file of the repository. */
export interface ParsedModule {
  readonly tree: Tree;
  /** POSIX path relative to the repository root. */
  readonly path: string;
}

/** What judging the guards of one file needs of the rest. Everything in it answers at once: the caller has loaded it before. */
export interface GuardContext extends ParsedModule {
  /** PEP 440. */
  readonly versions: { readonly current: string; readonly target: string };
  /**
   * Whether an import works on the target: `from module import name`, or `import module` without a name. `undefined`: not vLLM's,
   * or not known.
   */
  imports(module: string, name?: string): boolean | undefined;
  /**
   * Another file of the repository that an import in `from` (a path) names, as it is written there ("..utils.versions",
   * "trl.import_utils"): for constants and functions defined in it. `undefined` when not found.
   */
  module(dotted: string, from: string): ParsedModule | undefined;
  /**
   * The 1-based lines of this file at which the target breaks something, where the caller knows them all: it decides whether a
   * fallback for AttributeError or TypeError is ever reached. Without it such a fallback is unclear.
   */
  readonly brokenLines?: ReadonlySet<number>;
}

/** The place of a break: 1-based line and column (UTF-16 units), and what is wrong there. */
export interface GuardedPlace {
  readonly line: number;
  readonly column: number;
  readonly rule: RuleId;
}
