import type { Node } from "web-tree-sitter";
import type { ModulePlace } from "../names/import-path.ts";
import { moduleStatements } from "../names/module-statements.ts";

/** What finding a class in a tree takes. */
export interface ClassLookup {
  /** Gives `use` the syntax tree of a module, `undefined` when there is none of that name. */
  readonly inModule: <Result>(module: string, use: (root: Node, place: ModulePlace) => Result) => Result | undefined;
  /** The module a name comes from, by the import statements of the one it stands in. */
  readonly importedFrom: (root: Node, name: string, place: ModulePlace) => { module: string; name: string } | undefined;
}

/** Base classes that give a dataclass no field. */
const FIELDLESS = /^(?:object|(?:abc\.)?ABC|(?:typing\.)?(?:Protocol|Generic)(?:\[.*\])?)$/s;

/**
 * The fields a standard-library dataclass takes when it is made, inherited ones first (`dataclasses`, "Inheritance").
 *
 * @returns `undefined` for anything else, and where a base class is out of reach
 */
export function dataclassFields(module: string, name: string, lookup: ClassLookup, depth = 0): string[] | undefined {
  // Classes that derive from one another in a circle do not run, but they parse.
  if (depth > 10) return undefined;
  return lookup.inModule(module, (root, place) => {
    const found = classNamed(root, name);
    if (found === undefined) {
      const origin = lookup.importedFrom(root, name, place);
      return origin === undefined ? undefined : dataclassFields(origin.module, origin.name, lookup, depth + 1);
    }
    if (!found.dataclass) return undefined;
    const fields = new Set<string>();
    const bases = found.node.childForFieldName("superclasses")?.namedChildren ?? [];
    // The last base is the first of the method resolution order's end.
    for (const base of bases.toReversed()) {
      const text = base?.text ?? "";
      if (base?.type === "comment" || FIELDLESS.test(text)) continue;
      if (base?.type !== "identifier") return undefined;
      const inherited = dataclassFields(module, text, lookup, depth + 1);
      if (inherited === undefined) return undefined;
      for (const field of inherited) fields.add(field);
    }
    for (const statement of found.node.childForFieldName("body")?.namedChildren ?? []) {
      if (statement?.type === "function_definition" && statement.childForFieldName("name")?.text === "__init__")
        return undefined;
      const field = statement === null ? undefined : fieldOf(statement);
      if (field !== undefined) fields.add(field);
    }
    return [...fields];
  });
}

function classNamed(root: Node, name: string): { readonly node: Node; readonly dataclass: boolean } | undefined {
  for (const { node } of moduleStatements(root)) {
    const definition = node.type === "decorated_definition" ? node.childForFieldName("definition") : node;
    if (definition?.type !== "class_definition" || definition.childForFieldName("name")?.text !== name) continue;
    const decorators = node.namedChildren
      .filter((child) => child?.type === "decorator")
      .map((child) => child?.text ?? "");
    const standard = /^from dataclasses import\b[^#]*\bdataclass\b/.test(importOf(root, "dataclass"));
    const dataclass = decorators.some(
      (text) =>
        /^@\s*(?:dataclasses\.)?dataclass\b/.test(text) &&
        (standard || text.includes("dataclasses.")) &&
        !/\binit\s*=\s*False/.test(text),
    );
    return { node: definition, dataclass };
  }
  return undefined;
}

function importOf(root: Node, name: string): string {
  const found = root.namedChildren.find(
    (child) => child?.type === "import_from_statement" && new RegExp(`\\b${name}\\b`).test(child.text),
  );
  return found?.text ?? "";
}

function fieldOf(statement: Node): string | undefined {
  const [assignment] = statement.type === "expression_statement" ? statement.namedChildren : [];
  if (assignment?.type !== "assignment") return undefined;
  const left = assignment.childForFieldName("left");
  const type = assignment.childForFieldName("type")?.text;
  if (left?.type !== "identifier" || type === undefined || /\b(?:ClassVar|KW_ONLY)\b/.test(type)) return undefined;
  const value = assignment.childForFieldName("right")?.text ?? "";
  return /^(?:dataclasses\.)?field\(/.test(value) && /\binit\s*=\s*False/.test(value) ? undefined : left.text;
}
