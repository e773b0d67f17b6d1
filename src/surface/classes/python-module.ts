import { child, copyTree, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";

/** What a name at a module's own level is. */
export type Binding = {
  /** Only a type checker sees it: under `if TYPE_CHECKING:`. */
  readonly typing: boolean;
} & (
  | { readonly kind: "class"; readonly node: SyntaxNode; readonly decorators: readonly SyntaxNode[] }
  | { readonly kind: "function"; readonly node: SyntaxNode; readonly decorators: readonly SyntaxNode[] }
  | { readonly kind: "value"; readonly node: SyntaxNode }
  /** `from module import name`; `import module` has no name. `module` is absolute. */
  | { readonly kind: "import"; readonly module: string; readonly name?: string }
);

/** A module of a release, its own level read. */
export interface PythonModule {
  /** Member of the wheel: `vllm/config/model.py`. */
  readonly file: string;
  /** `vllm.config.model` */
  readonly name: string;
  readonly text: string;
  readonly bindings: ReadonlyMap<string, Binding>;
  /** Absolute modules of `from module import *`. */
  readonly stars: readonly string[];
  /** The source of a node. */
  source(node: SyntaxNode): string;
  /** 1-based line of an offset. */
  line(offset: number): number;
}

/** `vllm/config/__init__.py` → `vllm.config` */
export const moduleName = (file: string): string =>
  file
    .replace(/(\/__init__)?\.py$/, "")
    .split("/")
    .join(".");

/**
 * Reads a module. Blocks under `if`, `try` and `with` are entered; what they bind does not replace a name that is there already,
 * as the first branch is the one that a release means. The tree is freed.
 */
export function readModule(file: string, text: string, parse: ParsePython): PythonModule {
  const root = copyTree(parse(text), { later: (node) => functionBody(node, text, parse) });
  const name = moduleName(file);
  const reading: Reading = { text, scope: packageOf(file, name), bindings: new Map(), stars: [] };
  const rest: Statement[] = root.children.map((node) => ({ node, typing: false, conditional: false })).reverse();
  for (let next = rest.pop(); next !== undefined; next = rest.pop())
    rest.push(...takeStatement(reading, next).reverse());
  let starts: readonly number[] | undefined;
  return {
    file,
    name,
    text,
    bindings: reading.bindings,
    stars: reading.stars,
    source: (node) => text.slice(node.start, node.end),
    line: (offset) => {
      starts ??= lineStarts(text);
      return lineOf(starts, offset);
    },
  };
}

/** Characters above which a function's body is parsed again when it is asked for: nearly none of a release's ever is. */
const LONG = 500;

function functionBody(node: SyntaxNode, text: string, parse: ParsePython): (() => readonly SyntaxNode[]) | undefined {
  const of = node.parent;
  if (node.field !== "body" || of?.type !== "function_definition" || node.end - node.start < LONG) return undefined;
  return () => {
    const root = copyTree(parse(text.slice(of.start, of.end)), { offset: of.start });
    const again = root.children.find(({ type }) => type === "function_definition");
    const body = again === undefined ? undefined : child(again, "body");
    return (body?.children ?? []).map((one) => ({ ...one, parent: node }));
  };
}

interface Reading {
  readonly text: string;
  /** The package that a relative import starts from. */
  readonly scope: string;
  readonly bindings: Map<string, Binding>;
  readonly stars: string[];
}

interface Statement {
  readonly node: SyntaxNode;
  readonly typing: boolean;
  readonly conditional: boolean;
}

/** The package that a module's relative imports start from. */
export function packageOf(file: string, name: string): string {
  return file.endsWith("/__init__.py") ? name : name.slice(0, Math.max(0, name.lastIndexOf(".")));
}

function takeStatement(reading: Reading, { node, typing, conditional }: Statement): Statement[] {
  const source = (part: SyntaxNode | undefined) => (part === undefined ? "" : reading.text.slice(part.start, part.end));
  const bind = (name: string, binding: Binding) => {
    const before = reading.bindings.get(name);
    if (before !== undefined && !before.typing && (typing || conditional)) return;
    reading.bindings.set(name, binding);
  };
  switch (node.type) {
    case "decorated_definition":
    case "class_definition":
    case "function_definition": {
      const inner = node.type === "decorated_definition" ? child(node, "definition") : node;
      if (inner === undefined) return [];
      const kind = inner.type === "class_definition" ? "class" : "function";
      const decorators = node.children.filter(({ type }) => type === "decorator");
      bind(source(child(inner, "name")), { kind, node: inner, decorators, typing });
      return [];
    }
    case "expression_statement": {
      const assignment = node.children[0];
      const left = assignment?.type === "assignment" ? child(assignment, "left") : undefined;
      const right = assignment === undefined ? undefined : child(assignment, "right");
      if (left?.type === "identifier" && right !== undefined)
        bind(source(left), { kind: "value", node: right, typing });
      return [];
    }
    case "import_statement":
    case "import_from_statement":
      takeImport(reading, node, source, (name, target) => bind(name, { kind: "import", ...target, typing }));
      return [];
    case "if_statement":
      return ifBlocks(node, source(child(node, "condition"))).map((inner) => ({
        node: inner.node,
        typing: typing || inner.typing,
        conditional: conditional || !inner.certain,
      }));
    case "try_statement":
    case "except_clause":
    case "except_group_clause":
    case "finally_clause":
    case "else_clause":
    case "elif_clause":
      return node.children.map((inner) => ({ node: inner, typing, conditional: true }));
    case "with_statement":
    case "block":
      return node.children.map((inner) => ({ node: inner, typing, conditional }));
    default:
      return [];
  }
}

/** The blocks of an `if`: under `TYPE_CHECKING` the first is the type checker's, the others are what runs. */
function ifBlocks(node: SyntaxNode, condition: string): { node: SyntaxNode; typing: boolean; certain: boolean }[] {
  const checking = /^(typing\.)?TYPE_CHECKING$/.test(condition);
  return node.children
    .filter(({ field }) => field !== "condition")
    .map((inner) => ({ node: inner, typing: checking && inner.field === "consequence", certain: checking }));
}

function takeImport(
  reading: Reading,
  node: SyntaxNode,
  source: (node: SyntaxNode | undefined) => string,
  bind: (name: string, target: { module: string; name?: string }) => void,
): void {
  const from = child(node, "module_name");
  if (from !== undefined && node.children.some(({ type }) => type === "wildcard_import")) {
    reading.stars.push(absolute(reading.scope, source(from)));
  }
  for (const { local, ...target } of importedNames(node, source, reading.scope)) bind(local, target);
}

/** What an import statement binds, modules absolute. @param scope the package that a relative import starts from */
export function importedNames(
  node: SyntaxNode,
  source: (node: SyntaxNode | undefined) => string,
  scope: string,
): { readonly local: string; readonly module: string; readonly name?: string }[] {
  const from = child(node, "module_name");
  const module = from === undefined ? "" : absolute(scope, source(from));
  return node.children
    .filter(({ field }) => field === "name")
    .map((imported) => {
      const aliased = child(imported, "alias");
      const name = source(aliased === undefined ? imported : child(imported, "name"));
      if (from !== undefined) return { local: aliased === undefined ? name : source(aliased), module, name };
      if (aliased !== undefined) return { local: source(aliased), module: name };
      const top = name.split(".")[0] ?? name;
      return { local: top, module: top };
    });
}

/** PEP 328: one dot is the package itself, each further one its parent. */
function absolute(scope: string, written: string): string {
  const dots = /^\.*/.exec(written)?.[0].length ?? 0;
  if (dots === 0) return written;
  const parents = scope.split(".");
  const base = parents.slice(0, Math.max(0, parents.length - dots + 1));
  return [...base, ...written.slice(dots).split(".")].filter((part) => part !== "").join(".");
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
