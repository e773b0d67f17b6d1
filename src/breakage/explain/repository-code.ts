import type { Node, Tree } from "web-tree-sitter";
import type { Break } from "../break.ts";

/** An import statement of the repository: `from module import name as local`. */
export interface ImportStatement {
  readonly module: string;
  /** Empty for `import module`. */
  readonly names: readonly string[];
  readonly line: number;
  readonly endLine: number;
  /** 0-based UTF-16 columns of the module's name on `line`. */
  readonly moduleColumn: number;
  readonly moduleEndColumn: number;
}

/** A call of the repository, or a base class, with its name traced through the file's imports. */
export interface RepositoryCall {
  /** Module and name that the callee's first part was imported from; a module alone has no `name`. */
  readonly root: { readonly module: string; readonly name?: string };
  /** What follows: `["from_vllm_config"]`. */
  readonly rest: readonly string[];
}

/** The import statement at a break, if it is at one. */
export function importAt(tree: Tree, broken: Break): ImportStatement | undefined {
  const node = climb(nodeAt(tree, broken), ["import_from_statement", "import_statement"]);
  return node === undefined ? undefined : readImport(node);
}

/** The call that a break is in, where its callee is a dotted name that the file imports. */
export function callAt(tree: Tree, broken: Break): RepositoryCall | undefined {
  const callee = calleeAt(tree, broken);
  return callee === undefined ? undefined : trace(tree, callee.split("."));
}

/** What the call that a break is in calls, as it is written there: a dotted name, or `undefined`. */
export function calleeAt(tree: Tree, broken: Break): string | undefined {
  const at = nodeAt(tree, broken);
  // A missing argument is reported at the call, everything else inside its arguments.
  const call =
    broken.subject.kind === "parameter"
      ? climb(at, ["call"])
      : (climb(at?.parent ?? undefined, ["argument_list"])?.parent ?? undefined);
  const callee = call?.type === "call" ? call.childForFieldName("function") : undefined;
  const text = callee?.text ?? "";
  return /^[A-Za-z_][\w.]{0,300}$/.test(text) ? text : undefined;
}

/** The bases of a class that the file defines, where they are dotted names that it imports. */
export function basesOf(tree: Tree, name: string): RepositoryCall[] {
  const definition = tree.rootNode
    .descendantsOfType("class_definition")
    .find((node) => node.childForFieldName("name")?.text === name);
  const bases = definition?.childForFieldName("superclasses")?.namedChildren ?? [];
  return bases.flatMap((base) => (base === null ? [] : (trace(tree, base.text.split(".")) ?? [])));
}

/** What the file imports under a dotted name's first part. */
function trace(tree: Tree, parts: readonly string[]): RepositoryCall | undefined {
  for (const node of tree.rootNode.descendantsOfType(["import_from_statement", "import_statement"])) {
    const from = node.childForFieldName("module_name")?.text;
    for (const imported of node.childrenForFieldName("name")) {
      const name = imported.childForFieldName("name")?.text ?? imported.text;
      const local = imported.childForFieldName("alias")?.text;
      if (from !== undefined) {
        if ((local ?? name) === parts[0]) return { root: { module: from, name }, rest: parts.slice(1) };
        continue;
      }
      const dotted = local === undefined ? name.split(".") : [local];
      if (!dotted.every((part, index) => parts[index] === part)) continue;
      const [first, ...rest] = parts.slice(dotted.length);
      return { root: { module: name, ...(first === undefined ? {} : { name: first }) }, rest };
    }
  }
  return undefined;
}

function readImport(node: Node): ImportStatement | undefined {
  const from = node.childForFieldName("module_name");
  const names = node.childrenForFieldName("name").map((one) => one.childForFieldName("name") ?? one);
  const module = from ?? names[0];
  if (module === undefined || (from === null && names.length !== 1)) return undefined;
  return {
    module: module.text,
    names: from === null ? [] : names.map((name) => name.text),
    line: node.startPosition.row + 1,
    endLine: node.endPosition.row + 1,
    moduleColumn: module.startPosition.column,
    moduleEndColumn: module.endPosition.column,
  };
}

function nodeAt(tree: Tree, { line, column, endLine, endColumn }: Break): Node | undefined {
  const start = { row: line - 1, column: column - 1 };
  const end = { row: endLine - 1, column: Math.max(0, endColumn - 2) };
  const before = end.row < start.row || (end.row === start.row && end.column < start.column);
  return tree.rootNode.descendantForPosition(start, before ? start : end) ?? undefined;
}

/** The nearest of these types at or above a node; no further than code is written by hand. */
function climb(from: Node | undefined, types: readonly string[]): Node | undefined {
  let node: Node | null | undefined = from;
  for (let step = 0; step < 64 && node !== null && node !== undefined; step += 1, node = node.parent) {
    if (types.includes(node.type)) return node;
  }
  return undefined;
}
