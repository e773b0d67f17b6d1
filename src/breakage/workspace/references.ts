import { child, nodesOf, type SyntaxNode } from "./syntax-node.ts";

const SHARING = new Set(["global_statement", "nonlocal_statement"]);
const REFERENCES = new Set(["identifier", "attribute"]);

/** Which variable each identifier of a file is: names by the scope that binds them. */
export interface References {
  /** The scope whose variable `name` is at this place, by Python's rules (a class's own names are not seen in its functions). */
  owner(name: string, place: SyntaxNode): SyntaxNode;
  /** Every use of that variable in the file, in the order of the text. */
  of(name: string, scope: SyntaxNode): readonly SyntaxNode[];
  /** Whether a function gives a variable of this name around it a value: `global name`, `nonlocal name`. */
  isShared(name: string): boolean;
  /** Every `….name` of the file. */
  attributes(name: string): readonly SyntaxNode[];
}

/** Indexes a file's identifiers once. */
export function references(root: SyntaxNode, text: string): References {
  const names = new Map<string, SyntaxNode[]>();
  const attributes = new Map<string, SyntaxNode[]>();
  const shared = new Set<string>();
  for (const node of nodesOf(root, REFERENCES)) {
    const named = node.type === "attribute" ? child(node, "attribute") : node;
    if (named === undefined || (node.type === "identifier" && isNoReference(node))) continue;
    const index = node.type === "attribute" ? attributes : names;
    const name = text.slice(named.start, named.end);
    append(index, name, node);
    if (SHARING.has(node.parent?.type ?? "")) shared.add(name);
  }
  const binders = new Map<string, Set<SyntaxNode>>();
  const bindersOf = (name: string) => {
    const known = binders.get(name) ?? new Set((names.get(name) ?? []).filter(binds).map(bindingScope));
    binders.set(name, known);
    return known;
  };
  const owner = (name: string, place: SyntaxNode): SyntaxNode => {
    const bound = bindersOf(name);
    let inner = true;
    for (let scope = place.scope; scope !== undefined; scope = scope.scope) {
      if ((inner || scope.type !== "class_definition") && bound.has(scope)) return scope;
      inner &&= scope.type === "class_definition";
    }
    return root;
  };
  const bindingOwner = (name: string, node: SyntaxNode) => (binds(node) ? bindingScope(node) : owner(name, node));
  const owned = new Map<string, Map<SyntaxNode, SyntaxNode[]>>();
  return {
    owner,
    of(name, scope) {
      let scopes = owned.get(name);
      if (scopes === undefined) {
        scopes = new Map();
        for (const node of names.get(name) ?? []) append(scopes, bindingOwner(name, node), node);
        owned.set(name, scopes);
      }
      return scopes.get(scope) ?? [];
    },
    isShared: (name) => shared.has(name),
    attributes: (name) => attributes.get(name) ?? [],
  };
}

function append<Key>(lists: Map<Key, SyntaxNode[]>, key: Key, node: SyntaxNode): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [node]);
  else list.push(node);
}

/** The names of keywords and of attributes are spelled like variables and are none. */
function isNoReference(node: SyntaxNode): boolean {
  const { parent, field } = node;
  return (
    (parent?.type === "keyword_argument" && field === "name") || (parent?.type === "attribute" && field === "attribute")
  );
}

/** Where a binding binds: a function's or class's own name in the scope around it. */
function bindingScope(node: SyntaxNode): SyntaxNode {
  const definition = node.parent;
  const isOwnName =
    node.field === "name" && (definition?.type === "function_definition" || definition?.type === "class_definition");
  return (isOwnName ? definition?.scope : node.scope) ?? node;
}

const PATTERNS = new Set([
  "pattern_list",
  "tuple_pattern",
  "list_pattern",
  "list_splat_pattern",
  "dictionary_splat_pattern",
]);

/** Whether an identifier stands where Python gives a name a value. */
export function binds(node: SyntaxNode): boolean {
  let { parent, field } = node;
  for (let nested = 0; nested < 20 && parent !== undefined && PATTERNS.has(parent.type); nested += 1)
    ({ parent, field } = parent);
  switch (parent?.type) {
    case "assignment":
    case "augmented_assignment":
    case "for_statement":
    case "for_in_clause":
      return field === "left";
    case "named_expression":
    case "function_definition":
    case "class_definition":
    case "default_parameter":
    case "typed_default_parameter":
      return field === "name";
    case "typed_parameter":
      return field !== "type";
    case "parameters":
    case "lambda_parameters":
    case "as_pattern_target":
    case "global_statement":
    case "nonlocal_statement":
      return true;
    case "dotted_name":
      return isImported(parent);
    case "aliased_import":
      return field === "alias";
    case "case_pattern":
      return true;
    default:
      return false;
  }
}

function isImported(dotted: SyntaxNode): boolean {
  const statement = dotted.parent?.type;
  return (
    (statement === "import_from_statement" && dotted.field === "name") ||
    statement === "import_statement" ||
    statement === "case_pattern"
  );
}
