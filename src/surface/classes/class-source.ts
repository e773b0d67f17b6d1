import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { branchesOf } from "../syntax/branches.ts";
import { decoratorsOf, type FunctionDefinition } from "../syntax/functions.ts";
import type { PythonModule } from "./python-module.ts";

/** A name that a class body annotates or assigns. */
export interface ClassField {
  readonly name: string;
  /** Where it stands: a class inherits fields from other modules. */
  readonly module: PythonModule;
  /** 1-based. */
  readonly line: number;
  readonly annotation?: SyntaxNode;
  /** What is assigned, wrappers such as `Field(default=…)` included. */
  readonly value?: SyntaxNode;
  /** The string below the field, which vLLM shows as help. */
  readonly doc?: SyntaxNode;
  /** All fields of the same class body: a default may name another. */
  readonly beside: ReadonlyMap<string, ClassField>;
}

/** A function of a module whose own level is read. */
export interface FunctionSource extends FunctionDefinition {
  readonly module: PythonModule;
}

/** What a class says of itself; what it inherits is in `lineage`. */
export interface ClassSource {
  readonly name: string;
  readonly module: PythonModule;
  /** 1-based. */
  readonly line: number;
  readonly node: SyntaxNode;
  readonly decorators: readonly SyntaxNode[];
  /** Expressions between the parentheses, keywords left out. */
  readonly bases: readonly SyntaxNode[];
  /** In the order of the text; the last of a name counts. */
  readonly fields: ReadonlyMap<string, ClassField>;
  readonly methods: ReadonlyMap<string, FunctionSource>;
  /** Classes in its body. */
  readonly nested: ReadonlyMap<string, ClassSource>;
}

/** Deeper than any release nests classes. */
const DEEPEST = 5;

/** Reads a `class_definition`. Blocks under `if` in its body are read, but for `TYPE_CHECKING`'s. */
export function readClass(module: PythonModule, node: SyntaxNode, depth = 0): ClassSource {
  const fields = new Map<string, ClassField>();
  const methods = new Map<string, FunctionSource>();
  const nested = new Map<string, ClassSource>();
  const rest = [...(child(node, "body")?.children ?? [])].reverse();
  let last: ClassField | undefined;
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const before = last;
    last = undefined;
    if (next.type === "if_statement") rest.push(...runningBlocks(next, module).reverse());
    else if (next.type === "block" || next.type === "else_clause") rest.push(...[...next.children].reverse());
    else if (next.type === "expression_statement") {
      const [doc] = next.children;
      last = readField(module, doc, fields);
      if (last !== undefined) fields.set(last.name, last);
      if (before !== undefined && doc !== undefined && STRINGS.has(doc.type))
        fields.set(before.name, { ...before, doc });
    } else {
      const inner = next.type === "decorated_definition" ? child(next, "definition") : next;
      const name = inner === undefined ? undefined : child(inner, "name");
      if (inner === undefined || name === undefined) continue;
      const called = module.source(name);
      if (inner.type === "function_definition") {
        methods.set(called, { name: called, module, node: inner });
      } else if (inner.type === "class_definition" && depth < DEEPEST) {
        nested.set(called, readClass(module, inner, depth + 1));
      }
    }
  }
  return {
    name: module.source(child(node, "name") ?? node),
    module,
    line: module.line(node.start),
    node,
    decorators: decoratorsOf(node),
    bases: (child(node, "superclasses")?.children ?? []).filter(({ type }) => type !== "keyword_argument"),
    fields,
    methods,
    nested,
  };
}

const STRINGS = new Set(["string", "concatenated_string"]);

const runningBlocks = (node: SyntaxNode, module: PythonModule): SyntaxNode[] =>
  branchesOf(node, module).flatMap((branch) => (branch.typing ? [] : branch.node));

function readField(
  module: PythonModule,
  assignment: SyntaxNode | undefined,
  beside: ReadonlyMap<string, ClassField>,
): ClassField | undefined {
  const left = assignment?.type === "assignment" ? child(assignment, "left") : undefined;
  if (assignment === undefined || left?.type !== "identifier") return undefined;
  const annotation = child(assignment, "type");
  const value = child(assignment, "right");
  return {
    name: module.source(left),
    module,
    line: module.line(left.start),
    beside,
    ...(annotation === undefined ? {} : { annotation }),
    ...(value === undefined ? {} : { value }),
  };
}
