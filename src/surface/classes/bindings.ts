import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { branchesOf } from "../syntax/branches.ts";
import type { Module } from "../syntax/module.ts";
import { absolute, importedNames, packageOf } from "./imports.ts";

/** What a name at a module's own level is. */
export type Binding = {
  /** Only a type checker sees it: under `if TYPE_CHECKING:`. */
  readonly typing: boolean;
} & (
  | { readonly kind: "class" | "function" | "value"; readonly node: SyntaxNode }
  /** `from module import name`; `import module` has no name. `module` is absolute. */
  | { readonly kind: "import"; readonly module: string; readonly name?: string }
);

/** The names of a module's own level. */
export interface Bindings {
  readonly bindings: ReadonlyMap<string, Binding>;
  /** Absolute modules of `from module import *`. */
  readonly stars: readonly string[];
}

interface Statement {
  readonly node: SyntaxNode;
  readonly typing: boolean;
  /** Whether it runs hangs on something. */
  readonly conditional: boolean;
}

/**
 * Reads a module's own level. Blocks under `if`, `try` and `with` are entered; what they bind does not replace a name that is there
 * already, as the first branch is the one that a release means.
 * @param name its dotted name
 */
export function readBindings(module: Module, name: string): Bindings {
  const scope = packageOf(module.file, name);
  const bindings = new Map<string, Binding>();
  const stars: string[] = [];
  const source = (part: SyntaxNode | undefined) => (part === undefined ? "" : module.source(part));

  const take = (statement: Statement): void => {
    const { node, typing, conditional } = statement;
    const bind = (named: string, binding: Binding) => {
      const before = bindings.get(named);
      if (before === undefined || before.typing || !(typing || conditional)) bindings.set(named, binding);
    };
    switch (node.type) {
      case "decorated_definition":
      case "class_definition":
      case "function_definition": {
        const inner = node.type === "decorated_definition" ? child(node, "definition") : node;
        const kind = inner?.type === "class_definition" ? "class" : "function";
        if (inner !== undefined) bind(source(child(inner, "name")), { kind, node: inner, typing });
        return;
      }
      case "expression_statement": {
        const assignment = node.children[0]?.type === "assignment" ? node.children[0] : undefined;
        const left = assignment === undefined ? undefined : child(assignment, "left");
        const right = assignment === undefined ? undefined : child(assignment, "right");
        if (left?.type === "identifier" && right !== undefined)
          bind(source(left), { kind: "value", node: right, typing });
        return;
      }
      case "import_statement":
      case "import_from_statement": {
        const all = node.children.some(({ type }) => type === "wildcard_import");
        if (all) stars.push(absolute(scope, source(child(node, "module_name"))));
        for (const { local, ...target } of importedNames(node, source, scope)) {
          bind(local, { kind: "import", ...target, typing });
        }
      }
    }
  };

  const rest: Statement[] = module.root.children.map((node) => ({ node, typing: false, conditional: false })).reverse();
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    take(next);
    rest.push(...innerStatements(next, module).reverse());
  }
  return { bindings, stars };
}

/** The statements of a compound one. */
function innerStatements({ node, typing, conditional }: Statement, module: Module): Statement[] {
  switch (node.type) {
    case "if_statement":
      return branchesOf(node, module).map((branch) => ({
        node: branch.node,
        typing: typing || branch.typing,
        conditional: conditional || !branch.certain,
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
