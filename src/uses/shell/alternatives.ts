import type { Node } from "web-tree-sitter";
import type { Scope } from "./scope.ts";
import type { Frame, Script } from "./script.ts";
import type { Variable } from "./variables.ts";

/** Ways to read one command: no script has more that matter. */
const MAX_WAYS = 16;

/**
 * Expands something for each value that a variable in it may have: all with their first value, then one variable at a time
 * with each other value. The product of all would grow without bounds and shows nothing more.
 * @param substitutions filled in: `$(…)` whose commands are still to be read
 */
export function alternatives<T>(
  script: Script,
  frame: Frame,
  substitutions: Node[],
  expand: (scope: Scope) => T,
): { readonly values: readonly T[]; readonly touched: ReadonlySet<Variable> } {
  const touched = new Set<Variable>();
  const scope = { source: script.source, variables: script.variables, positional: frame.positional };
  const values = [expand({ ...scope, picks: new Map(), touched, substitutions })];
  for (const variable of [...touched]) {
    for (let index = 1; index < variable.values.length && values.length < MAX_WAYS; index += 1) {
      values.push(expand({ ...scope, picks: new Map([[variable, index]]), touched, substitutions: [] }));
    }
  }
  return { values, touched };
}
