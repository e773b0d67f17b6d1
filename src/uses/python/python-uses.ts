import { limitOf } from "../../breakage/workspace/limits.ts";
import type { UseContext } from "../reader.ts";
import type { Use } from "../use.ts";
import { architectureUses } from "./architectures.ts";
import { evaluator } from "./evaluate.ts";
import { flagLists } from "./flag-lists.ts";
import { listCommands } from "./list-commands.ts";
import { metricStrings } from "./metrics.ts";
import { type PythonText, pythonModule } from "./python-module.ts";
import { requestUses } from "./request-bodies.ts";
import { textCommands } from "./text-commands.ts";
import { variableUses } from "./variables.ts";

/** Nobody writes a longer Python file by hand. UTF-16 units. */
const LONGEST = 500_000;
const LONG = `it is Python of more than ${LONGEST / 1000},000 characters`;

/** What Python text uses of vLLM's surface beside its code. */
export function pythonUses(python: PythonText, context: UseContext): Use[] {
  const why = python.text.length > LONGEST ? LONG : limitOf(python.text);
  if (why !== undefined) {
    // What stands in a document or notebook would not alarm.
    if (python.quiet === undefined) context.unread?.(why);
    return [];
  }
  const module = pythonModule(python, context.parsePython);
  const values = evaluator(module);
  const seen = new Set<number>();
  return distinct([
    ...listCommands(values, context, seen),
    ...textCommands(values, context, seen),
    ...flagLists(values, context, seen),
    ...variableUses(values, context),
    ...requestUses(values),
    ...metricStrings(module),
    ...architectureUses(values),
  ]);
}

/** A constant's place is that of its text: two readings of it are one use. Commands differ by their words. */
function distinct(uses: readonly Use[]): Use[] {
  const seen = new Set<string>();
  return uses.filter((use) => {
    if (use.kind === "command" || use.kind === "config-file") return true;
    const { line, column } = use.place;
    const name = use.kind === "request-field" ? use.field : use.name;
    const key = [use.kind, name, line, column, use.kind === "variable" ? use.access : ""].join(" ");
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
