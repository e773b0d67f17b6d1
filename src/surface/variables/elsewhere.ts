import { nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { parts } from "../syntax/parts.ts";
import { stringText } from "../syntax/strings.ts";
import { ignoredNames } from "./ignored-names.ts";
import type { VariableTable } from "./table.ts";

const LITERAL = /(["'])(VLLM_[A-Z0-9_]+)\1/g;

/**
 * Names of variables that the release's Python has as whole string literals outside its table: connectors and plugins read theirs
 * from `os.environ` themselves. In the table's own module only what is read counts, since it also lists names to leave out of
 * cache keys, stale ones among them.
 */
export function namedElsewhere(
  texts: ReadonlyMap<string, string>,
  table: VariableTable | undefined,
  parse: ParsePython,
): string[] {
  const found = new Set<string>();
  for (const [file, text] of texts) {
    if (file === table?.module.file || !text.includes("VLLM_")) continue;
    const ignored = ignoredNames(file, text, parse);
    for (const [, , name = ""] of text.matchAll(LITERAL)) if (!ignored.has(name)) found.add(name);
  }
  if (table !== undefined) for (const name of readBeside(table)) found.add(name);
  return [...found].sort();
}

const READS = new Set(["argument_list", "subscript", "comparison_operator"]);

function readBeside({ module, dictionary, entries }: VariableTable): string[] {
  const own = new Set(entries.map(({ name }) => name));
  const outside = (node: SyntaxNode) => node.start < dictionary.start || node.end > dictionary.end;
  return nodesOf(module.root, READS)
    .flatMap((place) => parts(place).map((node) => ({ node, text: stringText(node, module) })))
    .filter(
      ({ node, text }) => text !== undefined && /^VLLM_[A-Z0-9_]+$/.test(text) && (outside(node) || !own.has(text)),
    )
    .map(({ text }) => text ?? "");
}
