import type { Node } from "web-tree-sitter";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import type { Definition } from "./module-outline.ts";
import { type Parameter, parametersOf } from "./signature.ts";

/** A method of a class. */
export interface Method {
  readonly name: string;
  /** 1-based line of its `def` in the module. */
  readonly line: number;
  readonly decorators: readonly string[];
  readonly parameters: readonly Parameter[];
}

/** What a class says of itself; what its bases say is not in here. */
export interface ClassOutline {
  /** As written: `msgspec.Struct`, `LRUCache[int, T]` without its arguments. */
  readonly bases: readonly string[];
  readonly decorators: readonly string[];
  readonly methods: readonly Method[];
  /** Annotated names and plain assignments of the class body, with the line in the module. */
  readonly fields: readonly (Parameter & { readonly line: number })[];
  /** `self.x = …` anywhere in the class. */
  readonly assigned: readonly string[];
}

/** Reads a class or, as one method without a class, a function. */
export function outlineDefinition(parse: ParsePython, definition: Definition): ClassOutline {
  const tree = parse(definition.text);
  try {
    const top = tree.rootNode.namedChildren[0];
    const inner = top?.type === "decorated_definition" ? top.childForFieldName("definition") : top;
    const decorators = top === undefined ? [] : decoratorsOf(top);
    const outline = { bases: [], decorators, methods: [], fields: [], assigned: [] } as Building;
    if (inner === null || inner === undefined) return outline;
    if (inner.type === "function_definition") {
      outline.methods.push(method(inner, decorators, definition.startLine));
      return outline;
    }
    outline.bases = (inner.childForFieldName("superclasses")?.namedChildren ?? []).flatMap(baseName);
    for (const node of inner.childForFieldName("body")?.namedChildren ?? []) {
      takeMember(outline, node, definition.startLine);
    }
    outline.assigned = [
      ...new Set([...definition.text.matchAll(/\bself\.(\w+) ?[:=]/g)].map((match) => match[1] ?? "")),
    ];
    return outline;
  } finally {
    tree.delete();
  }
}

interface Building {
  bases: string[];
  decorators: string[];
  methods: Method[];
  fields: (Parameter & { readonly line: number })[];
  assigned: string[];
}

function takeMember(outline: Building, node: Node, startLine: number): void {
  const inner = node.type === "decorated_definition" ? node.childForFieldName("definition") : node;
  if (inner?.type === "function_definition") outline.methods.push(method(inner, decoratorsOf(node), startLine));
  const assignment = node.type === "expression_statement" ? node.namedChildren[0] : undefined;
  const left = assignment?.type === "assignment" ? assignment.childForFieldName("left") : undefined;
  if (assignment === undefined || left?.type !== "identifier") return;
  const annotation = assignment.childForFieldName("type")?.text;
  const value = assignment.childForFieldName("right")?.text;
  outline.fields.push({
    name: left.text,
    kind: "either",
    line: startLine + left.startPosition.row,
    ...(annotation === undefined ? {} : { annotation }),
    ...(value === undefined ? {} : { default: value }),
  });
}

function method(node: Node, decorators: readonly string[], startLine: number): Method {
  const name = node.childForFieldName("name");
  const line = startLine + (name?.startPosition.row ?? 0);
  return { name: name?.text ?? "", line, decorators, parameters: parametersOf(node) };
}

function decoratorsOf(node: Node): string[] {
  if (node.type !== "decorated_definition") return [];
  return node.namedChildren.filter((child) => child.type === "decorator").map((child) => child.text.slice(1).trim());
}

function baseName(node: Node): string[] {
  if (node.type === "identifier" || node.type === "attribute") return [node.text];
  const value = node.type === "subscript" ? node.childForFieldName("value") : null;
  return value === null ? [] : [value.text];
}
