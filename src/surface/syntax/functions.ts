import { child, nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Module } from "./module.ts";

/** A function, wherever in a module it stands. */
export interface FunctionDefinition {
  readonly name: string;
  readonly module: Module;
  /** Its `function_definition`. */
  readonly node: SyntaxNode;
}

/** A parameter of a function. */
export interface Parameter {
  readonly name: string;
  /** `*args` and `**kwargs` take more than their own name. */
  readonly kind: "plain" | "list" | "keywords";
  readonly node: SyntaxNode;
  readonly annotation?: SyntaxNode;
  readonly value?: SyntaxNode;
}

/** The functions of a module, methods and nested ones included, in the order of the text. */
export function functionsOf(module: Module): FunctionDefinition[] {
  return nodesOf(module.root, new Set(["function_definition"])).flatMap((node) => {
    const name = child(node, "name");
    return name === undefined ? [] : { name: module.source(name), module, node };
  });
}

/** What decorates a function or a class. */
export function decoratorsOf({ parent }: SyntaxNode): SyntaxNode[] {
  return parent?.type === "decorated_definition" ? parent.children.filter(({ type }) => type === "decorator") : [];
}

/** The parameters of a function in order, `self` included. */
export function parametersOf({ module, node }: Omit<FunctionDefinition, "name">): Parameter[] {
  return (child(node, "parameters")?.children ?? []).flatMap((one): Parameter[] => {
    const named = one.type === "identifier" ? one : (child(one, "name") ?? one.children[0]);
    const splat = one.type.endsWith("_pattern") ? one : one.children[0];
    const kind = SPLATS[splat?.type ?? ""] ?? "plain";
    const identifier = kind === "plain" ? named : splat?.children[0];
    if (identifier?.type !== "identifier") return [];
    const annotation = child(one, "type");
    const value = child(one, "value");
    return [
      {
        name: module.source(identifier),
        kind,
        node: one,
        ...(annotation === undefined ? {} : { annotation }),
        ...(value === undefined ? {} : { value }),
      },
    ];
  });
}

const SPLATS: Readonly<Record<string, "list" | "keywords">> = {
  list_splat_pattern: "list",
  dictionary_splat_pattern: "keywords",
};

/** The names that a caller fills in order: without `self` and `cls`. */
export function parameterNames(definition: FunctionDefinition): string[] {
  const names = parametersOf(definition).map(({ name }) => name);
  return names[0] === "self" || names[0] === "cls" ? names.slice(1) : names;
}
