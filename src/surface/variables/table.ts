import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { moduleAssignments } from "../syntax/assignments.ts";
import { type Module, openModule } from "../syntax/module.ts";
import { parts } from "../syntax/parts.ts";
import { stringText } from "../syntax/strings.ts";

/** The table of the variables that a release reads: `environment_variables` in `vllm/envs.py`. */
export interface VariableTable {
  readonly module: Module;
  readonly dictionary: SyntaxNode;
  readonly entries: readonly TableEntry[];
}

/** One variable of the table. */
export interface TableEntry {
  readonly name: string;
  readonly pair: SyntaxNode;
  /** A function that reads the variable, or the call that makes one. */
  readonly value: SyntaxNode;
}

const NAME = "environment_variables";
const ASSIGNMENT = /^environment_variables\b[^\n=]*=[ \t]*\{/m;

/** The table is found by its name, in whichever module assigns a dictionary to it. */
export function findTable(texts: ReadonlyMap<string, string>, parse: ParsePython): VariableTable | undefined {
  for (const [file, text] of texts) {
    if (!text.includes(NAME) || !ASSIGNMENT.test(text)) continue;
    const module = openModule(file, text, parse);
    const table = moduleAssignments(module).find(({ name, value }) => name === NAME && value.type === "dictionary");
    if (table !== undefined) return { module, dictionary: table.value, entries: entriesOf(table.value, module) };
  }
  return undefined;
}

function entriesOf(dictionary: SyntaxNode, module: Module): TableEntry[] {
  return parts(dictionary).flatMap((pair) => {
    const [key, value] = [child(pair, "key"), child(pair, "value")];
    if (pair.type !== "pair" || key === undefined || value === undefined) return [];
    const name = stringText(key, module);
    return name === undefined ? [] : [{ name, pair, value }];
  });
}
