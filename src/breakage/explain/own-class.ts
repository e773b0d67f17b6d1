import type { Node, Tree } from "web-tree-sitter";
import type { ParsePython } from "../../platform/syntax-parsers.ts";

/** `self` in a method, as the checker writes its type: `Self@step`. */
const SELF = /\bSelf@\w+/;

/**
 * A type with `Self@step` as a person would say it: the class of the repository around the place, or `self` where none is in sight.
 *
 * @param line 1-based
 */
export function withOwnClass(type: string, line: number, text: string | undefined, parse: ParsePython): string {
  if (!SELF.test(type)) return type;
  return type.replace(
    new RegExp(SELF, "g"),
    (text === undefined ? undefined : classAround(line, text, parse)) ?? "self",
  );
}

/** A type without what the checker adds to it on its way: `AsyncLLM` for `None | AsyncLLM & ~AlwaysFalsy`. */
export function plainType(type: string): string {
  const parts = type.split(" | ").map((part) => part.replace(/ & ~\w+/g, ""));
  const named = parts.filter((part) => part !== "None");
  return [...new Set(named.length === 0 ? parts : named)].join(" | ");
}

function classAround(line: number, text: string, parse: ParsePython): string | undefined {
  const written = text.split("\n", line)[line - 1] ?? "";
  const tree = parse(text);
  try {
    return classAt(tree, { line, column: (/^\s*/.exec(written)?.[0].length ?? 0) + 1 });
  } finally {
    tree.delete();
  }
}

/** The name of the class around a place (1-based, UTF-16 units). */
export function classAt(
  tree: Tree,
  { line, column }: { readonly line: number; readonly column: number },
): string | undefined {
  const point = { row: line - 1, column: column - 1 };
  let node: Node | null = tree.rootNode.descendantForPosition(point, point);
  while (node !== null && node.type !== "class_definition") node = node.parent;
  return node?.childForFieldName("name")?.text;
}
