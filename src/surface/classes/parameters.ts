import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { FunctionSource } from "./class-source.ts";

/** A parameter of a function. */
export interface ParameterSource {
  readonly name: string;
  /** `*args` and `**kwargs` take more than their own name. */
  readonly kind: "plain" | "list" | "keywords";
  readonly node: SyntaxNode;
  readonly annotation?: SyntaxNode;
  readonly value?: SyntaxNode;
}

/** The parameters of a function in order, `self` included. */
export function parametersOf({ module, node }: FunctionSource): ParameterSource[] {
  return (child(node, "parameters")?.children ?? []).flatMap((one): ParameterSource[] => {
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
