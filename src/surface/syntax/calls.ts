import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Module } from "./module.ts";
import { parts } from "./parts.ts";

/** What a call is given, as it is written. */
export interface Arguments {
  readonly positional: readonly SyntaxNode[];
  readonly keywords: ReadonlyMap<string, SyntaxNode>;
}

/** The last name of what is called: `Counter` of `prometheus_client.Counter(…)`; empty where it is no name. */
export function calleeName(call: SyntaxNode, module: Module): string {
  const callee = child(call, "function");
  const name = callee?.type === "attribute" ? child(callee, "attribute") : callee;
  return name?.type === "identifier" ? module.source(name) : "";
}

/** The arguments of a call, positional ones up to the first `*args`. */
export function argumentsOf(call: SyntaxNode, module: Module): Arguments {
  const list = child(call, "arguments");
  const positional: SyntaxNode[] = [];
  const keywords = new Map<string, SyntaxNode>();
  let splat = false;
  for (const one of list?.type === "argument_list" ? parts(list) : []) {
    const name = one.type === "keyword_argument" ? child(one, "name") : undefined;
    const value = child(one, "value");
    if (name !== undefined && value !== undefined) keywords.set(module.source(name), value);
    else if (one.type === "list_splat" || one.type === "dictionary_splat") splat = true;
    else if (!splat) positional.push(one);
  }
  return { positional, keywords };
}
