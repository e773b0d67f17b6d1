import { type References, references } from "../../breakage/workspace/references.ts";
import { copyTree, nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import type { Place, UseFormat } from "../use.ts";

/** Python text taken from a file of the repository. */
export interface PythonText {
  /** Of the file: POSIX, relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly format: UseFormat;
  /** The place in the file of a stretch of `text`. */
  readonly place: (start: number, end: number) => Place;
  /** Why nothing in it alarms. */
  readonly quiet?: string;
}

/** Python text with its syntax. */
export interface PythonModule extends PythonText {
  readonly root: SyntaxNode;
  readonly references: References;
  readonly source: (node: SyntaxNode) => string;
  /** Every node of a type, in the order of the text. */
  readonly nodes: (type: string) => readonly SyntaxNode[];
}

export function pythonModule(python: PythonText, parse: ParsePython): PythonModule {
  const { text } = python;
  const root = copyTree(parse(text));
  const byType = new Map<string, SyntaxNode[]>();
  for (const node of nodesOf(root, INDEXED)) {
    const list = byType.get(node.type);
    if (list === undefined) byType.set(node.type, [node]);
    else list.push(node);
  }
  return {
    ...python,
    root,
    references: references(root, text),
    source: (node) => text.slice(node.start, node.end),
    nodes: (type) => byType.get(type) ?? [],
  };
}

const INDEXED = new Set([
  "string",
  "concatenated_string",
  "list",
  "tuple",
  "set",
  "call",
  "dictionary",
  "pair",
  "subscript",
  "comparison_operator",
  "assignment",
  "augmented_assignment",
  "keyword_argument",
  "binary_operator",
  "function_definition",
  "return_statement",
  "import_from_statement",
  "import_statement",
]);
