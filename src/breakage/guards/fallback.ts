import type { Guard } from "../guard.ts";
import type { Analysis } from "./analysis.ts";
import { bindingsOf, scopeOf } from "./bindings.ts";
import { catching } from "./exceptions.ts";
import { exits } from "./exits.ts";
import { IMPORTS, importedNames, importsVllm, importWorks, isVllm } from "./imports.ts";
import { isConstant, onlyRaises, onlySpeaks } from "./substance.ts";
import type { Syntax } from "./syntax.ts";

/** What a handler makes of what it catches: a guard, or the exception that goes on outwards. */
export type Fallback = Guard | { readonly kind: "raises"; readonly exception: string | undefined };

/** What is caught: the failing import with the names it would have bound, or another break. */
export interface Caught {
  readonly statement: Syntax | undefined;
  /** The names that the fallback has to bind: those of the import, and those that the try's body makes of it. */
  readonly names: ReadonlySet<string>;
  readonly derived: ReadonlySet<string>;
}

/** What takes the place of what is caught: the handler, and what follows the try where its body would have left. */
interface Found {
  works: Syntax | undefined;
  fails: Syntax | undefined;
  acts: boolean;
  readonly bound: Set<string>;
}

/** Judges the statements that run instead of what raised. `line` is the one of the handler. */
export function judgeFallback(
  statements: readonly Syntax[],
  line: number,
  name: string | undefined,
  caught: Caught,
  analysis: Analysis,
): Fallback {
  const found: Found = { works: undefined, fails: undefined, acts: false, bound: new Set() };
  for (const statement of statements) {
    if (!analysis.spend()) break;
    if (statement.type === "raise_statement" && !found.acts) {
      const raised = statement.parts[0];
      const exception = raised?.type === "call" ? raised.field("function")?.text : raised?.text;
      return { kind: "raises", exception: exception === name ? undefined : exception };
    }
    collect(statement, name, found, analysis);
    if (exits(statement, undefined, analysis).state === "yes") break;
  }
  return verdict(found, line, caught, analysis);
}

function verdict(found: Found, line: number, caught: Caught, analysis: Analysis): Guard {
  const on = analysis.target;
  if (found.fails !== undefined) {
    return {
      kind: "dead",
      why: `every branch of this fallback fails on ${on} (lines ${line} and ${found.fails.line})`,
    };
  }
  const live: Guard = { kind: "live", why: `caught on line ${line}, with a fallback that works on ${on}` };
  if (caught.statement === undefined) {
    if (found.acts || found.works !== undefined || found.bound.size > 0) return live;
  } else {
    if (found.works !== undefined || found.acts) return live;
    const names = [...caught.names];
    if (names.length > 0 && names.every((name) => found.bound.has(name))) return live;
    if ([...caught.derived].some((name) => found.bound.has(name))) return live;
    if (names.length > 0 && names.every((name) => boundElsewhere(name, caught.statement as Syntax, analysis))) {
      return { kind: "live", why: `caught on line ${line}, and imported from elsewhere on ${on}` };
    }
  }
  return { kind: "dead", why: `the failure is caught on line ${line}, and nothing takes its place on ${on}` };
}

const BLOCKS: ReadonlySet<string> = new Set(["if_statement", "with_statement", "for_statement", "while_statement"]);

/** What the statements do, nested blocks included where the target comes. */
function collect(first: Syntax, caught: string | undefined, found: Found, analysis: Analysis): void {
  const open = [first];
  for (let node = open.pop(); node !== undefined && analysis.spend(); node = open.pop()) {
    if (IMPORTS.has(node.type)) collectImport(node, found, analysis);
    else if (node.type === "try_statement") collectTry(node, open, analysis);
    else if (BLOCKS.has(node.type) || /^(?:elif_clause|else_clause|finally_clause|block)$/.test(node.type)) {
      const blocks = node.parts.filter((part) => /block|_clause$|_statement$|definition$/.test(part.type));
      const run = blocks.filter(
        (part) => part.type !== "block" || analysis.reach(part.parts[0] ?? part).state !== "no",
      );
      open.push(...run.filter((part) => part.type !== "with_clause").reverse());
    } else if (node.type === "function_definition" || node.type === "class_definition") {
      const name = node.field("name")?.text;
      if (name !== undefined && !(node.type === "function_definition" && onlyRaises(node))) found.bound.add(name);
    } else collectSimple(node, caught, found);
  }
}

function collectImport(node: Syntax, found: Found, analysis: Analysis): void {
  if (importsVllm(node)) {
    const works = importWorks(node, analysis);
    if (works === false) {
      found.fails ??= node;
      return;
    }
    if (works === true) found.works ??= node;
  }
  for (const { bound } of importedNames(node)) found.bound.add(bound);
}

/** A nested try: its body when that works, else the handler that catches. */
function collectTry(node: Syntax, open: Syntax[], analysis: Analysis): void {
  const body = node.field("body");
  const failing = body?.parts.find((part) => IMPORTS.has(part.type) && importWorks(part, analysis) === false);
  const handler = failing && catching(node, failing, analysis);
  const block = handler?.parts.find((part) => part.type === "block");
  if (failing !== undefined && block !== undefined) open.push(block);
  else if (body !== undefined) open.push(body);
}

function collectSimple(node: Syntax, caught: string | undefined, found: Found): void {
  const expression = node.parts[0];
  if (expression === undefined) return;
  if (node.type === "return_statement" || node.type === "delete_statement") {
    if (node.type === "return_statement" && !isConstant(expression, caught)) found.acts = true;
    return;
  }
  if (node.type !== "expression_statement") return;
  if (expression.type === "assignment") {
    const value = expression.field("right");
    const target = expression.field("left");
    if (value === undefined || target === undefined || isConstant(value, caught)) return;
    for (const part of target.type === "identifier" ? [target] : target.parts) found.bound.add(part.text);
    if (target.type === "attribute" || target.type === "subscript") found.acts = true;
    return;
  }
  const call = expression.type === "await" ? expression.parts[0] : expression;
  if (expression.type === "yield") found.acts = expression.parts[0] !== undefined;
  else if (call?.type === "call" && !onlySpeaks(call) && !isConstant(call, caught)) found.acts = true;
}

const HANDLERS: ReadonlySet<string> = new Set(["except_clause", "except_group_clause"]);

/** `try: from vllm.old import X` … `try: from vllm.new import X`, one after the other in the same scope. */
function boundElsewhere(name: string, statement: Syntax, analysis: Analysis): boolean {
  const scope = scopeOf(statement);
  return bindingsOf(name, statement.file.root).some(({ node, owner, means }) => {
    if (owner !== scope || means.kind !== "import" || node.isInside(statement)) return false;
    const handler = node.closest(HANDLERS);
    // A handler of a try around it does not run once a handler within has caught the failure.
    if (handler?.parent !== undefined && statement.isInside(handler.parent)) return false;
    const { module, name: member } = means.imported;
    const works = isVllm(module) ? analysis.context.imports(module, member) === true : true;
    return works && analysis.reach(node).state !== "no";
  });
}
