import { child, nodesOf, type SyntaxNode, within } from "../../breakage/workspace/syntax-node.ts";
import { bare, parts, stringText, unescaped } from "../syntax/literals.ts";
import type { Module } from "../syntax/module.ts";

/** Modules import constants from each other: `NAME` and `Class.NAME` → what they are assigned. */
export type Constants = ReadonlyMap<string, readonly Expression[]>;

export interface Expression {
  readonly node: SyntaxNode;
  readonly module: Module;
}

/** Names are followed so many times, and lists unrolled to so many texts: more than any release writes. */
const DEEPEST = 8;
const MOST = 500;

/** What the module and class levels of modules assign. */
export function constantsOf(modules: readonly Module[]): Constants {
  const found = new Map<string, Expression[]>();
  const add = (name: string, expression: Expression) => {
    const known = found.get(name);
    if (known === undefined) found.set(name, [expression]);
    else known.push(expression);
  };
  for (const module of modules) {
    for (const { left, right, scope } of assignmentsOf(module)) {
      if (scope?.type === "module") add(left, { node: right, module });
      const owner = scope?.type === "class_definition" ? child(scope, "name") : undefined;
      if (owner !== undefined) add(`${module.source(owner)}.${left}`, { node: right, module });
    }
  }
  return found;
}

/**
 * The texts that an expression can have: literals, concatenations, f-strings, names of constants, of variables and of what runs
 * over a list or dictionary of literals. Empty where it cannot be told.
 */
export function textsOf({ node, module }: Expression, constants: Constants, depth = 0): string[] {
  if (depth > DEEPEST) return [];
  const inner = (one: SyntaxNode | undefined) =>
    one === undefined ? [] : textsOf({ node: one, module }, constants, depth + 1);
  const expression = bare(node);
  switch (expression.type) {
    case "string":
    case "concatenated_string": {
      const literal = stringText(expression, module);
      if (literal !== undefined) return [literal];
      const pieces = expression.type === "string" ? expression.children : parts(expression);
      return product(pieces.filter(({ type }) => !/^string_(start|end)$/.test(type)).map((piece) => pieceTexts(piece)));
    }
    case "binary_operator":
      return product([inner(child(expression, "left")), inner(child(expression, "right"))]);
    case "conditional_expression":
      return [...inner(parts(expression)[0]), ...inner(parts(expression)[2])];
    case "identifier":
    case "attribute":
      return meanings({ node: expression, module }, constants, depth).flatMap((one) =>
        textsOf(one, constants, depth + 1),
      );
    default:
      return [];
  }

  function pieceTexts(piece: SyntaxNode): string[] {
    if (piece.type === "string_content") return [unescaped(module.source(piece))];
    return inner(piece.type === "interpolation" ? (child(piece, "expression") ?? piece.children[0]) : piece);
  }
}

function product(lists: readonly (readonly string[])[]): string[] {
  let texts = [""];
  for (const list of lists) {
    texts = texts.flatMap((before) => list.map((after) => before + after));
    if (texts.length > MOST) return [];
  }
  return texts;
}

/** What a name can stand for where it is used. */
function meanings({ node, module }: Expression, constants: Constants, depth: number): Expression[] {
  const name = module.source(node);
  if (node.type === "attribute") {
    // `self.NAME`, `Names.NAME`, `module.Names.NAME`; an enum's `Names.NAME.value`.
    const [last = "", owner = ""] = name
      .replace(/\.value$/, "")
      .split(".")
      .reverse();
    const own = owner === "self" || owner === "cls" ? ownerClass(node, module) : owner;
    return [...(constants.get(`${own}.${last}`) ?? [])];
  }
  for (let scope: SyntaxNode | undefined = node.parent; scope !== undefined; scope = scope.parent) {
    const looped = loopElements(scope, node, module, constants, depth);
    if (looped !== undefined) return looped;
    if (scope.type !== "function_definition") continue;
    const here = scope;
    const local = assignmentsOf(module).filter((one) => one.scope === here && one.left === name);
    if (local.length > 0) return local.map(({ right }) => ({ node: right, module }));
  }
  const known = constants.get(name) ?? [];
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
function loopElements(
  loop: SyntaxNode,
  used: SyntaxNode,
  module: Module,
  constants: Constants,
  depth: number,
): Expression[] | undefined {
  if (!LOOPS.has(loop.type)) return undefined;
  const clauses = loop.type === "for_statement" ? [loop] : loop.children.filter(({ type }) => type === "for_in_clause");
  for (const clause of clauses) {
    const [left, right] = [child(clause, "left"), child(clause, "right")];
    if (left === undefined || right === undefined || within(used, right)) continue;
    const at = place(left, module.source(used), module);
    if (at === undefined) continue;
    return elements({ node: right, module }, constants, depth + 1).flatMap((element) =>
      at === "whole"
        ? Array.isArray(element)
          ? (element[0] ?? [])
          : element
        : partOf(element, at, constants, depth + 1),
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

function elements({ node, module }: Expression, constants: Constants, depth: number): Element[] {
  if (depth > DEEPEST) return [];
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
    return elements({ node: owner, module }, constants, depth + 1);
  }
  if (expression.type !== "identifier" && expression.type !== "attribute") return [];
  return meanings({ node: expression, module }, constants, depth).flatMap((one) => elements(one, constants, depth + 1));
}

function partOf(element: Element, at: number, constants: Constants, depth: number): Expression[] {
  if (!("node" in element)) return element[at] === undefined ? [] : [element[at]];
  const found = elements(element, constants, depth)[at];
  return found !== undefined && "node" in found ? [found] : [];
}

interface Assignment {
  readonly left: string;
  readonly right: SyntaxNode;
  readonly scope: SyntaxNode | undefined;
}

const known = new WeakMap<Module, readonly Assignment[]>();

function assignmentsOf(module: Module): readonly Assignment[] {
  const before = known.get(module);
  if (before !== undefined) return before;
  const found = nodesOf(module.root, new Set(["assignment"])).flatMap((one): Assignment[] => {
    const [left, right] = [child(one, "left"), child(one, "right")];
    if (left?.type !== "identifier" || right === undefined) return [];
    return [{ left: module.source(left), right, scope: one.scope }];
  });
  known.set(module, found);
  return found;
}
