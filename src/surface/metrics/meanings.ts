import { child, type SyntaxNode, within } from "../../breakage/workspace/syntax-node.ts";
import { assignmentsOf } from "../syntax/assignments.ts";
import type { Module } from "../syntax/module.ts";
import { bare, parts } from "../syntax/parts.ts";
import type { Constants, Expression } from "./constants.ts";

/** One question, answered in so many steps at most: names can be assigned from each other in circles. */
export interface Search {
  readonly constants: Constants;
  left: number;
}

/** Counts a step. */
export const spent = (search: Search): boolean => {
  search.left -= 1;
  return search.left < 0;
};

/** Elements of one list that are looked at: more than any release loops over. */
const MOST = 500;

/** What a name can stand for where it is used. */
export function meanings({ node, module }: Expression, search: Search): Expression[] {
  const name = module.source(node);
  if (node.type === "attribute") {
    // `self.NAME`, `Names.NAME`, `module.Names.NAME`; an enum's `Names.NAME.value`.
    const [last = "", owner = ""] = name
      .replace(/\.value$/, "")
      .split(".")
      .reverse();
    const own = owner === "self" || owner === "cls" ? ownerClass(node, module) : owner;
    return [...(search.constants.get(`${own}.${last}`) ?? [])];
  }
  for (let scope: SyntaxNode | undefined = node.parent; scope !== undefined; scope = scope.parent) {
    const looped = loopElements(scope, node, module, search);
    if (looped !== undefined) return looped;
    if (scope.type !== "function_definition") continue;
    const here = scope;
    const local = assignmentsOf(module).filter((one) => one.scope === here && one.name === name);
    if (local.length > 0) return local.map(({ value }) => ({ node: value, module }));
  }
  const known = search.constants.get(name) ?? [];
  const own = known.filter((one) => one.module === module);
  return own.length > 0 ? own : [...known];
}

function ownerClass(node: SyntaxNode, module: Module): string {
  let scope = node.scope;
  while (scope !== undefined && scope.type !== "class_definition") scope = scope.scope;
  const name = scope === undefined ? undefined : child(scope, "name");
  return name === undefined ? "" : module.source(name);
}

const LOOPS = new Set([
  "for_statement",
  "list_comprehension",
  "set_comprehension",
  "dictionary_comprehension",
  "generator_expression",
]);

/** What a loop's variable runs over, where the loop binds the name. */
function loopElements(loop: SyntaxNode, used: SyntaxNode, module: Module, search: Search): Expression[] | undefined {
  if (!LOOPS.has(loop.type)) return undefined;
  const clauses = loop.type === "for_statement" ? [loop] : loop.children.filter(({ type }) => type === "for_in_clause");
  for (const clause of clauses) {
    const [left, right] = [child(clause, "left"), child(clause, "right")];
    if (left === undefined || right === undefined || within(used, right)) continue;
    const at = place(left, module.source(used), module);
    if (at === undefined) continue;
    return elements({ node: right, module }, search).flatMap((element) =>
      at === "whole" ? (Array.isArray(element) ? (element[0] ?? []) : element) : partOf(element, at, search),
    );
  }
  return undefined;
}

function place(pattern: SyntaxNode, name: string, module: Module): number | "whole" | undefined {
  if (pattern.type === "identifier") return module.source(pattern) === name ? "whole" : undefined;
  const at = parts(pattern).findIndex((one) => one.type === "identifier" && module.source(one) === name);
  return at === -1 ? undefined : at;
}

/** A dictionary's pair is a list of its own; `whole` of it is its key. */
type Element = Expression | readonly Expression[];

function elements({ node, module }: Expression, search: Search): Element[] {
  if (spent(search)) return [];
  const expression = bare(node);
  if (/^(list|tuple|set|expression_list)$/.test(expression.type)) {
    return parts(expression)
      .slice(0, MOST)
      .map((one) => ({ node: one, module }));
  }
  if (expression.type === "dictionary") {
    return parts(expression)
      .filter(({ type }) => type === "pair")
      .slice(0, MOST)
      .map((pair) =>
        [child(pair, "key"), child(pair, "value")].flatMap((one) => (one === undefined ? [] : { node: one, module })),
      );
  }
  if (expression.type === "call") {
    const called = child(expression, "function");
    const owner = called?.type === "attribute" ? child(called, "object") : undefined;
    if (owner === undefined || !/\.(?:items|keys)$/.test(module.source(called ?? owner))) return [];
    return elements({ node: owner, module }, search);
  }
  if (expression.type !== "identifier" && expression.type !== "attribute") return [];
  return meanings({ node: expression, module }, search).flatMap((one) => elements(one, search));
}

function partOf(element: Element, at: number, search: Search): Expression[] {
  if (!("node" in element)) return element[at] === undefined ? [] : [element[at]];
  const found = elements(element, search)[at];
  return found !== undefined && "node" in found ? [found] : [];
}
