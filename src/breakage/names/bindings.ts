import type { Node } from "web-tree-sitter";
import { absoluteModule, type ModulePlace } from "./import-path.ts";

/** Where an imported name comes from. Without `name` it is the module itself. */
export interface Origin {
  readonly module: string;
  readonly name?: string;
  /** Read out of a string that may mean something else. */
  readonly guessed?: true;
}

/** What one statement does to its scope, what is nested in it left out. */
export interface Effect {
  readonly binds: readonly (readonly [name: string, origin: Origin | undefined])[];
  readonly deletes: readonly string[];
  /** Absolute module of a star import; `""` where it cannot be told. */
  readonly star?: string;
}

const NOTHING: Effect = { binds: [], deletes: [] };

/** What a statement binds in its own scope (The Python Language Reference, 4.2.1 "Binding of names"). */
export function effectOf(statement: Node, place: ModulePlace): Effect {
  switch (statement.type) {
    case "import_statement":
      return { binds: statement.childrenForFieldName("name").flatMap(imported), deletes: [] };
    case "import_from_statement":
      return fromImport(statement, place);
    case "future_import_statement":
      return bound(statement.childrenForFieldName("name").flatMap((name) => (name === null ? [] : [lastName(name)])));
    case "function_definition":
    case "class_definition":
      return bound(textOf(statement.childForFieldName("name")));
    case "decorated_definition":
      return bound(textOf(statement.childForFieldName("definition")?.childForFieldName("name") ?? null));
    case "type_alias_statement":
      return bound(/^type\s+(\w+)/.exec(statement.text.slice(0, 300))?.slice(1, 2) ?? []);
    case "for_statement":
      return bound(targets(statement.childForFieldName("left")));
    case "with_statement":
      return bound(withTargets(statement));
    case "delete_statement":
      return { binds: [], deletes: statement.namedChildren.flatMap((child) => targets(child)) };
    case "expression_statement":
      return bound(statement.namedChildren.flatMap((child) => (child === null ? [] : assigned(child))));
    default:
      return NOTHING;
  }
}

function bound(names: readonly string[]): Effect {
  return { binds: names.map((name) => [name, undefined] as const), deletes: [] };
}

function textOf(node: Node | null): string[] {
  return node === null ? [] : [node.text];
}

function lastName(node: Node): string {
  return (node.type === "aliased_import" ? node.childForFieldName("alias") : node)?.text ?? "";
}

function imported(node: Node | null): [string, Origin][] {
  if (node === null) return [];
  if (node.type === "aliased_import") {
    const module = node.childForFieldName("name")?.text ?? "";
    return [[lastName(node), { module }]];
  }
  // `import a.b.c` binds `a`.
  const [top = ""] = node.text.split(".");
  return [[top, { module: top }]];
}

function fromImport(node: Node, place: ModulePlace): Effect {
  const module = absoluteModule((node.childForFieldName("module_name")?.text ?? "").replace(/\s/g, ""), place);
  if (node.namedChildren.some((child) => child?.type === "wildcard_import"))
    return { binds: [], deletes: [], star: module ?? "" };
  const binds = node.childrenForFieldName("name").flatMap((entry): [string, Origin | undefined][] => {
    if (entry === null) return [];
    const name = (entry.type === "aliased_import" ? entry.childForFieldName("name") : entry)?.text ?? "";
    return [[lastName(entry), module === undefined ? undefined : { module, name }]];
  });
  return { binds, deletes: [] };
}

function assigned(expression: Node): string[] {
  const names: string[] = [];
  let node: Node | null = expression;
  // `a = b = c`: the right side is an assignment again.
  while (node?.type === "assignment" || node?.type === "augmented_assignment") {
    const right: Node | null = node.childForFieldName("right");
    // An annotation without a value binds nothing (PEP 526).
    if (right !== null) names.push(...targets(node.childForFieldName("left")));
    node = right;
  }
  return names;
}

const PATTERNS =
  /^(?:pattern_list|expression_list|tuple_pattern|list_pattern|list_splat_pattern|tuple|list|as_pattern_target|list_splat|parenthesized_expression)$/;

/** The names a target binds; `a.b` and `a[0]` bind none. */
function targets(target: Node | null): string[] {
  const names: string[] = [];
  const open = target === null ? [] : [target];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "identifier") names.push(node.text);
    else if (PATTERNS.test(node.type)) open.push(...node.namedChildren.filter((child) => child !== null));
  }
  return names;
}

function withTargets(statement: Node): string[] {
  const clause = statement.namedChildren.find((child) => child?.type === "with_clause");
  return (clause?.descendantsOfType("as_pattern_target") ?? []).flatMap((node) => targets(node));
}
