import type { Node } from "web-tree-sitter";

/** One parameter of a function, or one field of a class whose `__init__` is generated. */
export interface Parameter {
  readonly name: string;
  readonly annotation?: string;
  readonly default?: string;
  /** `either`: by position or by keyword; `rest` is `*args`, `keywords` is `**kwargs`. */
  readonly kind: "positional" | "either" | "keyword" | "rest" | "keywords";
}

/** The parameters of a `function_definition` or `lambda`, the receiver (`self`, `cls`) included. */
export function parametersOf(node: Node): Parameter[] {
  const found: Parameter[] = [];
  let kind: Parameter["kind"] = "either";
  for (const child of node.childForFieldName("parameters")?.namedChildren ?? []) {
    if (child.type === "keyword_separator") kind = "keyword";
    else if (child.type === "positional_separator") {
      found.splice(0, found.length, ...found.map((one) => ({ ...one, kind: "positional" as const })));
    } else {
      const parameter = oneParameter(child, kind);
      if (parameter === undefined) continue;
      found.push(parameter);
      if (parameter.kind === "rest") kind = "keyword";
    }
  }
  return found;
}

function oneParameter(node: Node, kind: Parameter["kind"]): Parameter | undefined {
  const pattern = node.childForFieldName("name") ?? (node.type === "typed_parameter" ? node.namedChildren[0] : node);
  if (pattern === undefined) return undefined;
  const annotation = node.childForFieldName("type")?.text;
  const value = node.childForFieldName("value")?.text;
  const details = {
    ...(annotation === undefined ? {} : { annotation }),
    ...(value === undefined ? {} : { default: value }),
  };
  if (pattern.type === "list_splat_pattern") return { name: pattern.text.slice(1), kind: "rest", ...details };
  if (pattern.type === "dictionary_splat_pattern") return { name: pattern.text.slice(2), kind: "keywords", ...details };
  return pattern.type === "identifier" ? { name: pattern.text, kind, ...details } : undefined;
}

/** `maybe_pad(layer, *, size=…)`: names only, shortened where a person would stop reading. */
export function showSignature(label: string, parameters: readonly Parameter[]): string {
  const shown: string[] = [];
  let starred = false;
  for (const parameter of parameters) {
    if (parameter.kind === "keyword" && !starred) {
      shown.push("*");
      starred = true;
    }
    if (parameter.kind === "rest") starred = true;
    const stars = parameter.kind === "rest" ? "*" : parameter.kind === "keywords" ? "**" : "";
    shown.push(`${stars}${parameter.name}${parameter.default === undefined ? "" : "=…"}`);
  }
  const limit = 10;
  const list = shown.length > limit ? [...shown.slice(0, limit), "…"] : shown;
  return `${label}(${list.join(", ")})`;
}
