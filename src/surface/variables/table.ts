import { child, nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { parts, stringText } from "../syntax/literals.ts";
import { type Module, openModule } from "../syntax/module.ts";

/** The table of the variables that a release reads: `environment_variables` in `vllm/envs.py`. */
export interface VariableTable {
  readonly module: Module;
  readonly dictionary: SyntaxNode;
  readonly entries: readonly TableEntry[];
}

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
    const dictionary = nodesOf(module.root, new Set(["assignment"]))
      .filter((one) => one.scope?.type === "module")
      .filter((one) => isNamed(child(one, "left"), module))
      .map((one) => child(one, "right"))
      .find((right) => right?.type === "dictionary");
    if (dictionary !== undefined) return { module, dictionary, entries: entriesOf(dictionary, module) };
  }
  return undefined;
}

const isNamed = (left: SyntaxNode | undefined, module: Module) => left !== undefined && module.source(left) === NAME;

function entriesOf(dictionary: SyntaxNode, module: Module): TableEntry[] {
  return parts(dictionary).flatMap((pair) => {
    const [key, value] = [child(pair, "key"), child(pair, "value")];
    if (pair.type !== "pair" || key === undefined || value === undefined) return [];
    const name = stringText(key, module);
    return name === undefined ? [] : [{ name, pair, value }];
  });
}
