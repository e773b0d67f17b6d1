import { type ImportedName, importedNames } from "./imports.ts";
import type { SourceText, Syntax } from "./syntax.ts";

/** A place where a name gets a value. */
export interface Binding {
  readonly node: Syntax;
  /** The function, class, lambda, comprehension or module whose name it is. */
  readonly owner: Syntax;
  readonly means:
    | { readonly kind: "value"; readonly expression: Syntax; readonly unpack: readonly Unpack[] }
    | { readonly kind: "import"; readonly imported: ImportedName }
    | { readonly kind: "definition"; readonly definition: Syntax }
    | { readonly kind: "parameter" }
    | { readonly kind: "other" };
}

/** One step of `a, (b, *c) = …`: the item at `index` of `count`; negative `index` counts from the end, after a starred name. */
export interface Unpack {
  readonly index: number;
  readonly starred: boolean;
  readonly fromEnd: boolean;
}

const COMPREHENSIONS = [
  "list_comprehension",
  "set_comprehension",
  "dictionary_comprehension",
  "generator_expression",
] as const;

export const SCOPES: ReadonlySet<string> = new Set([
  "module",
  "function_definition",
  "class_definition",
  "lambda",
  ...COMPREHENSIONS,
]);

const PATTERNS: ReadonlySet<string> = new Set(["pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern"]);

const found = new WeakMap<SourceText, Map<string, readonly Binding[]>>();

/** Every binding of a name in its file, in the order of the text. Found once a file and name. */
export function bindingsOf(name: string, root: Syntax): readonly Binding[] {
  const known = found.get(root.file) ?? new Map<string, readonly Binding[]>();
  found.set(root.file, known);
  const bindings = known.get(name) ?? root.file.occurrences(name).flatMap((node) => bindingAt(node) ?? []);
  known.set(name, bindings);
  return bindings;
}

/** The scope a node's names belong to. What stands in a function's header belongs to the scope around it. */
export function scopeOf(node: Syntax): Syntax {
  let child = node;
  for (let parent = node.parent; parent !== undefined; child = parent, parent = parent.parent) {
    if (!SCOPES.has(parent.type)) continue;
    const definition = parent.type === "function_definition" || parent.type === "class_definition";
    if (!definition || child.type === "block" || child.type === "parameters") return parent;
  }
  return child;
}

function bindingAt(node: Syntax): Binding | undefined {
  const parent = node.parent;
  if (parent === undefined) return undefined;
  if (isDefinitionName(node, parent)) {
    return { node, owner: scopeOf(parent), means: { kind: "definition", definition: parent } };
  }
  if (isParameter(node)) return { node, owner: scopeOf(node), means: { kind: "parameter" } };
  const imported = importOf(node);
  if (imported !== undefined) return { node, owner: scopeOf(node), means: { kind: "import", imported } };
  return assigned(node);
}

function isDefinitionName(node: Syntax, parent: Syntax): boolean {
  const definition = parent.type === "function_definition" || parent.type === "class_definition";
  return definition && parent.field("name") === node;
}

const PARAMETERS: ReadonlySet<string> = new Set(["parameters", "lambda_parameters"]);

function isParameter(node: Syntax): boolean {
  let child = node;
  for (let parent = node.parent; parent !== undefined; child = parent, parent = parent.parent) {
    if (PARAMETERS.has(parent.type)) return true;
    if (parent.type === "default_parameter" || parent.type === "typed_default_parameter") {
      if (parent.field("name") !== child) return false;
    } else if (parent.type !== "typed_parameter" && !parent.type.endsWith("splat_pattern")) return false;
  }
  return false;
}

function importOf(node: Syntax): ImportedName | undefined {
  let part = node;
  while (part.parent?.type === "dotted_name" || part.parent?.type === "aliased_import") part = part.parent;
  const statement = part.parent;
  if (part === node || (statement?.type !== "import_statement" && statement?.type !== "import_from_statement")) {
    return undefined;
  }
  const position = statement.fields("name").indexOf(part);
  const imported = position === -1 ? undefined : importedNames(statement)[position];
  if (imported === undefined || imported.bound !== node.text) return undefined;
  // `import a.b as c` names a and b too, and binds neither.
  const isAlias = node.parent?.type === "aliased_import";
  return imported.aliased === isAlias ? imported : undefined;
}

function assigned(node: Syntax): Binding | undefined {
  const unpack: Unpack[] = [];
  let target = node;
  while (target.parent !== undefined && PATTERNS.has(target.parent.type)) {
    const pattern = target.parent;
    if (pattern.type !== "list_splat_pattern") unpack.unshift(step(target, pattern));
    target = pattern;
  }
  const statement = target.parent;
  if (statement === undefined) return undefined;
  const owner = scopeOf(node);
  if (statement.type === "assignment" && statement.field("left") === target) {
    const expression = assignedExpression(statement);
    return expression && { node, owner: owning(node, owner), means: { kind: "value", expression, unpack } };
  }
  if (statement.type === "named_expression" && statement.field("name") === target) {
    const expression = statement.field("value");
    return expression && { node, owner: namedOwner(owner), means: { kind: "value", expression, unpack } };
  }
  const bound =
    ((statement.type === "augmented_assignment" || statement.type === "for_statement") &&
      statement.field("left") === target) ||
    (statement.type === "for_in_clause" && statement.field("left") === target) ||
    statement.type === "as_pattern_target";
  return bound ? { node, owner: owning(node, owner), means: { kind: "other" } } : undefined;
}

/** The value of `x = y = value`. */
function assignedExpression(assignment: Syntax): Syntax | undefined {
  let right = assignment.field("right");
  while (right?.type === "assignment") right = right.field("right");
  return right;
}

/** `global NAME` makes a function's assignment one of the module. */
function owning(node: Syntax, owner: Syntax): Syntax {
  if (owner.type !== "function_definition") return owner;
  const declared = node.file
    .occurrences(node.text)
    .some((other) => other.parent?.type === "global_statement" && scopeOf(other) === owner);
  return declared ? node.file.root : owner;
}

/** A walrus inside a comprehension binds outside it (PEP 572). */
function namedOwner(owner: Syntax): Syntax {
  let found = owner;
  while ((COMPREHENSIONS as readonly string[]).includes(found.type)) found = scopeOf(found);
  return found;
}

function step(target: Syntax, pattern: Syntax): Unpack {
  const parts = pattern.parts;
  const index = parts.indexOf(target);
  const star = parts.findIndex((part) => part.type === "list_splat_pattern");
  const fromEnd = star !== -1 && star < index;
  return { index: fromEnd ? index - parts.length : index, starred: target.type === "list_splat_pattern", fromEnd };
}
