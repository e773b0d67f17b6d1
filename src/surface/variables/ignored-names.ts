import { nodesOf, type SyntaxNode, within } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { moduleAssignments } from "../syntax/assignments.ts";
import { functionsOf } from "../syntax/functions.ts";
import { type Module, openModule } from "../syntax/module.ts";
import { stringText } from "../syntax/strings.ts";

/** `_DEPRECATED_ENV_VARS = {` and its like. */
const LIST = /^(\w+)(?!\w)[^\n=]*=[ \t]*[({[]/gm;
const WORDS = ["DEPRECATED", "REMOVED", "IGNORED"];
const READS = /\benviron\s*(?:\[|\.get\b|\.pop\b)|\bgetenv\b|\benvs\./;

/**
 * Names that a module lists only to warn of them (`_DEPRECATED_ENV_VARS`, "is deprecated and ignored"): the constant is named so,
 * no function that uses it reads a variable's value, and the names stand nowhere else in the module.
 */
export function ignoredNames(file: string, text: string, parse: ParsePython): ReadonlySet<string> {
  const found = new Set<string>();
  if (!WORDS.some((word) => text.includes(word)) || !lists(text)) return found;
  const module = openModule(file, text, parse);
  for (const { name, value } of moduleAssignments(module)) {
    if (!named(name) || isReadThrough(name, module)) continue;
    for (const one of stringsIn(value, module)) if (isOnlyThere(one, value, module)) found.add(one);
  }
  return found;
}

const named = (constant: string) => WORDS.some((word) => constant.includes(word));

function lists(text: string): boolean {
  for (const [, name = ""] of text.matchAll(LIST)) if (named(name)) return true;
  return false;
}

function isReadThrough(constant: string, module: Module): boolean {
  return functionsOf(module)
    .map(({ node }) => module.source(node))
    .some((source) => source.includes(constant) && READS.test(source));
}

const stringsIn = (container: SyntaxNode, module: Module): string[] =>
  nodesOf(container, new Set(["string"])).flatMap((node) => stringText(node, module) ?? []);

const isOnlyThere = (name: string, container: SyntaxNode, module: Module): boolean =>
  nodesOf(module.root, new Set(["string"])).every(
    (node) => within(node, container) || stringText(node, module) !== name,
  );
