import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Module } from "./module.ts";
import { bare, parts } from "./parts.ts";

/** Longer than any literal of a release, with what stands in for its names. */
const LONGEST = 1_000_000;

/** What an f-string computes. */
export interface Interpolation {
  readonly expression: SyntaxNode | undefined;
  /** Its value goes in as it is, without a conversion or a format: not `{value!r}`. */
  readonly plain: boolean;
}

/**
 * What the text of a string literal is put together from, implicit concatenations included: escapes are read, `{{` of an f-string
 * is one brace. `undefined` for anything else, bytes included.
 */
export function piecesOf(node: SyntaxNode, module: Module): (string | Interpolation)[] | undefined {
  if (node.type === "string") return piecesOfOne(node, module);
  if (node.type !== "concatenated_string") return undefined;
  const pieces = parts(node).map((part) => (part.type === "string" ? piecesOfOne(part, module) : undefined));
  const known = pieces.filter((piece) => piece !== undefined);
  return known.length === pieces.length ? known.flat() : undefined;
}

/** The text of a string literal; `undefined` where it is none, or `computed` cannot tell an interpolation. */
export function filledText(
  node: SyntaxNode,
  module: Module,
  computed: (part: Interpolation) => string | undefined,
): string | undefined {
  let text = "";
  const pieces = piecesOf(node, module);
  for (const piece of pieces ?? []) {
    const filled = typeof piece === "string" ? piece : computed(piece);
    if (filled === undefined || text.length + filled.length > LONGEST) return undefined;
    text += filled;
  }
  return pieces === undefined ? undefined : text;
}

/** What a string literal says; `undefined` for anything else, f-strings that compute included. */
export const stringText = (node: SyntaxNode, module: Module): string | undefined =>
  filledText(bare(node), module, () => undefined);

function piecesOfOne(node: SyntaxNode, module: Module): (string | Interpolation)[] | undefined {
  const [start, ...rest] = node.children;
  const prefix = start === undefined ? "b" : module.source(start).toLowerCase();
  if (prefix.includes("b")) return undefined;
  const [raw, format] = [prefix.includes("r"), prefix.includes("f")];
  return rest.flatMap((part): (string | Interpolation)[] => {
    if (part.type === "interpolation") {
      return [{ expression: child(part, "expression"), plain: part.children.length === 1 }];
    }
    if (part.type !== "string_content") return [];
    const text = raw ? module.source(part) : unescaped(module.source(part));
    return [format ? text.replaceAll("{{", "{").replaceAll("}}", "}") : text];
  });
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "\n": "",
};

/** Python's common escapes; the others stay as they are written. */
function unescaped(source: string): string {
  if (!source.includes("\\")) return source;
  return source.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|([\s\S]))/g,
    (all, two?: string, four?: string, one?: string) => {
      const code = two ?? four;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return one === undefined ? all : (ESCAPES[one] ?? all);
    },
  );
}
