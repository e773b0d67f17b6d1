import type { Node } from "web-tree-sitter";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import type { ModulePlace } from "../names/import-path.ts";
import { type ModuleFacts, moduleFacts } from "../names/module-facts.ts";
import { moduleStatements } from "../names/module-statements.ts";
import type { Edit } from "./edits.ts";

/** A module with a `__getattr__` of its own; a method's first parameter is `self`. */
const GETATTR = /^[ \t]*def (__getattr__)\((?!\s*self\b)/m;

/**
 * A module's `__getattr__` (PEP 562) makes a type checker accept every name. Where it is written in a shape that says which
 * names it answers to, it gives way to declarations of exactly those.
 */
export function lazyEdits(
  text: string,
  place: ModulePlace,
  parse: ParsePython,
  exists: (dotted: string) => boolean,
): Edit[] {
  if (!text.includes("def __getattr__(")) return [];
  if (!GETATTR.test(text)) return [];
  const tree = parse(text);
  try {
    const facts = moduleFacts(tree.rootNode, text, place, exists);
    if (facts.lazy.kind !== "exact" || facts.opaque) return [];
    return [
      ...renamed(text),
      ...unanswered(tree.rootNode, facts, facts.lazy.names),
      { start: text.length, end: text.length, text: declarations(facts, facts.lazy.names) },
    ];
  } finally {
    tree.delete();
  }
}

/** Every mention but those of a class's own: `global __getattr__` in a function binds it for a type checker too. */
function renamed(text: string): Edit[] {
  return [...text.matchAll(/(?<![\w."'])__getattr__\b(?!\(\s{0,20}self\b)/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: "_answers_lazily",
  }));
}

function declarations(facts: ModuleFacts, names: ReadonlyMap<string, { module: string; name?: string } | undefined>) {
  const lines = ["", "import typing as _lazily"];
  for (const [name, origin] of names) {
    // What the module declares for type checkers is better than what can be told from the dict.
    if (facts.bound.has(name) || facts.typeOnly.has(name) || !/^[A-Za-z_]\w*$/.test(name)) continue;
    lines.push(
      origin?.name === undefined
        ? `${name}: _lazily.Any = None`
        : `from ${origin.module} import ${origin.name} as ${name}`,
    );
  }
  return lines.length === 2 ? "" : `${lines.join("\n")}\n`;
}

/** Variables declared for type checkers that neither the module nor its `__getattr__` has when the program runs. */
function unanswered(root: Node, facts: ModuleFacts, names: ReadonlyMap<string, unknown>): Edit[] {
  const edits: Edit[] = [];
  for (const { node, scope } of moduleStatements(root)) {
    const declared = scope === "types" ? annotated(node) : undefined;
    if (declared === undefined || names.has(declared) || facts.bound.has(declared) || facts.unsure.has(declared))
      continue;
    edits.push({ start: node.startIndex, end: node.endIndex, text: "pass" });
  }
  return edits;
}

function annotated(statement: Node): string | undefined {
  const [assignment] = statement.type === "expression_statement" ? statement.namedChildren : [];
  const left = assignment?.type === "assignment" ? assignment.childForFieldName("left") : null;
  return left?.type === "identifier" && assignment?.childForFieldName("type") !== null ? left.text : undefined;
}
