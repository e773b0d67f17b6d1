import type { SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Module } from "./module.ts";

/** The children that are no comments. */
export const parts = (node: SyntaxNode): SyntaxNode[] => node.children.filter(({ type }) => type !== "comment");

/** Parentheses around it taken off. */
export function bare(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.type === "parenthesized_expression") {
    const next = parts(inner)[0];
    if (next === undefined) break;
    inner = next;
  }
  return inner;
}

/** What a string literal says, implicit concatenations joined; `undefined` for anything else, f-strings that compute included. */
export function stringText(node: SyntaxNode, module: Module): string | undefined {
  const inner = bare(node);
  if (inner.type === "string") return oneString(inner, module);
  if (inner.type !== "concatenated_string") return undefined;
  let text = "";
  for (const part of parts(inner)) {
    const one = part.type === "string" ? oneString(part, module) : undefined;
    if (one === undefined) return undefined;
    text += one;
  }
  return text;
}

function oneString(node: SyntaxNode, module: Module): string | undefined {
  const [start, ...rest] = node.children;
  if (start === undefined || /[bB]/.test(module.source(start))) return undefined;
  const raw = /[rR]/.test(module.source(start));
  let text = "";
  for (const part of rest) {
    if (part.type === "interpolation") return undefined;
    if (part.type === "string_content") text += raw ? module.source(part) : unescaped(module.source(part));
  }
  return text;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\n": "" };

/** Python's common escapes; the others stay as they are written. */
export const unescaped = (source: string): string =>
  source.includes("\\") ? source.replace(/\\([ntr\n\\'"])/g, (_, one: string) => ESCAPES[one] ?? one) : source;
