import type { Node } from "web-tree-sitter";
import type { ParsePython } from "../../platform/syntax-parsers.ts";

/** Something a module defines at its own level. */
export interface Definition {
  readonly name: string;
  readonly kind: "class" | "function" | "assignment";
  /** 1-based line of the `def`, `class` or name, decorators left out. */
  readonly line: number;
  /** 1-based line on which `text` starts. */
  readonly startLine: number;
  /** Source with its decorators, dedented as it stands in the file. */
  readonly text: string;
  /** Under an `if` or `try`: it may not be there at run time. */
  readonly conditional: boolean;
}

/** `from module import name as local`; `name` is absent in `import module as local`. */
export interface ImportedName {
  readonly local: string;
  /** As written, leading dots of a relative import included. */
  readonly module: string;
  readonly name?: string;
  readonly conditional: boolean;
}

/** What a module defines and imports at its own level, taken out of the syntax tree. */
export interface ModuleOutline {
  readonly definitions: readonly Definition[];
  readonly imports: readonly ImportedName[];
  /** Modules of `from module import *`. */
  readonly stars: readonly string[];
  /** Names given to `__all__` as literals; `undefined` without one. */
  readonly exported: readonly string[] | undefined;
  /**
   * `MODULE_ATTRS = {"LLM": ".entrypoints.llm:LLM"}`, `{"get_open_port": "network_utils"}`: what a module-level `__getattr__` imports
   * when asked, as written. Empty in a module without one.
   */
  readonly lazy: ReadonlyMap<string, string>;
}

/** Reads a module's own level. Blocks under `if`, `try` and `with` are entered, `if TYPE_CHECKING:` is not: that never runs. */
export function outlineModule(parse: ParsePython, text: string): ModuleOutline {
  const tree = parse(text);
  try {
    const found = { definitions: [], imports: [], stars: [], exported: undefined, lazy: new Map() } as Found;
    const pending = tree.rootNode.namedChildren.map((node) => ({ node, conditional: false })).reverse();
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      pending.push(...takeStatement(found, next.node, next.conditional).reverse());
    }
    const dynamic = found.definitions.some(({ name }) => name === "__getattr__");
    return { ...found, lazy: dynamic ? found.lazy : new Map() };
  } finally {
    tree.delete();
  }
}

interface Found {
  definitions: Definition[];
  imports: ImportedName[];
  stars: string[];
  exported: string[] | undefined;
  lazy: Map<string, string>;
}

interface Statement {
  readonly node: Node;
  readonly conditional: boolean;
}

/** Notes what one statement defines or imports; returns the statements of its blocks. */
function takeStatement(found: Found, node: Node, conditional: boolean): Statement[] {
  switch (node.type) {
    case "decorated_definition":
    case "class_definition":
    case "function_definition":
      takeDefinition(found, node, conditional);
      return [];
    case "expression_statement":
      takeAssignment(found, node, conditional);
      return [];
    case "import_statement":
    case "import_from_statement":
      takeImport(found, node, conditional);
      return [];
    case "if_statement":
      return ifBlocks(node).map((inner) => ({ node: inner, conditional: true }));
    case "try_statement":
    case "except_clause":
    case "except_group_clause":
    case "finally_clause":
    case "else_clause":
    case "elif_clause":
      return node.namedChildren.map((inner) => ({ node: inner, conditional: true }));
    case "with_statement":
    case "block":
      return node.namedChildren.map((inner) => ({ node: inner, conditional }));
    default:
      return [];
  }
}

function ifBlocks(node: Node): Node[] {
  const condition = node.childForFieldName("condition")?.text ?? "";
  const never = condition === "TYPE_CHECKING" || condition === "typing.TYPE_CHECKING";
  return never ? node.childrenForFieldName("alternative") : node.namedChildren;
}

function takeDefinition(found: Found, node: Node, conditional: boolean): void {
  const inner = node.type === "decorated_definition" ? node.childForFieldName("definition") : node;
  const name = inner?.childForFieldName("name");
  if (inner === null || name === null || name === undefined) return;
  const kind = inner.type === "class_definition" ? "class" : "function";
  found.definitions.push({
    name: name.text,
    kind,
    line: name.startPosition.row + 1,
    startLine: node.startPosition.row + 1,
    text: node.text,
    conditional,
  });
}

function takeAssignment(found: Found, node: Node, conditional: boolean): void {
  const assignment = node.namedChildren[0];
  if (assignment?.type !== "assignment") return;
  const left = assignment.childForFieldName("left");
  const right = assignment.childForFieldName("right");
  if (left?.type !== "identifier") return;
  if (left.text === "__all__" && right !== null) {
    found.exported = strings(right);
    return;
  }
  if (right?.type === "dictionary") takeLazy(found, right);
  const line = left.startPosition.row + 1;
  found.definitions.push({ name: left.text, kind: "assignment", line, startLine: line, text: node.text, conditional });
}

function takeLazy(found: Found, dictionary: Node): void {
  for (const pair of dictionary.namedChildren) {
    if (pair.type !== "pair") continue;
    const [key, value] = [pair.childForFieldName("key"), pair.childForFieldName("value")].map((n) => literal(n));
    if (key !== undefined && value !== undefined && /^[.\w]+(:\w+)?$/.test(value)) found.lazy.set(key, value);
  }
}

function takeImport(found: Found, node: Node, conditional: boolean): void {
  const from = node.childForFieldName("module_name");
  if (node.namedChildren.some((child) => child.type === "wildcard_import")) {
    if (from !== null) found.stars.push(from.text);
    return;
  }
  for (const imported of node.childrenForFieldName("name")) {
    const alias = imported.childForFieldName("alias")?.text;
    const name = imported.childForFieldName("name")?.text ?? imported.text;
    if (from !== null) found.imports.push({ local: alias ?? name, module: from.text, name, conditional });
    else if (alias !== undefined) found.imports.push({ local: alias, module: name, conditional });
    else found.imports.push({ local: name, module: name, conditional });
  }
}

function strings(node: Node): string[] {
  return node.namedChildren.flatMap((child) => literal(child) ?? []);
}

/** The value of a plain string literal. */
function literal(node: Node | null): string | undefined {
  return node?.type === "string" ? node.text.replace(/^[A-Za-z]{0,2}["']{1,3}|["']{1,3}$/g, "") : undefined;
}
