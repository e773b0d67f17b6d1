import type { Guard } from "../guard.ts";
import type { Analysis } from "./analysis.ts";
import { catches, catching } from "./exceptions.ts";
import { exits } from "./exits.ts";
import { type Caught, type Fallback, judgeFallback } from "./fallback.ts";
import { importedNames } from "./imports.ts";
import { isConstant } from "./substance.ts";
import type { Syntax } from "./syntax.ts";
import { lastOf } from "./value.ts";

/** Where the exception is no longer this block's: a function's body runs when it is called. */
const BOUNDARIES: ReadonlySet<string> = new Set(["function_definition", "lambda"]);

/** What catches the exception that a place raises on the target, innermost first; `undefined`: nothing does. */
export function caughtBy(
  place: Syntax,
  raised: string,
  statement: Syntax | undefined,
  analysis: Analysis,
): Guard | undefined {
  let exception = raised;
  let child = place;
  for (let parent = place.parent; parent !== undefined; child = parent, parent = parent.parent) {
    if (!analysis.spend()) return undefined;
    if (BOUNDARIES.has(parent.type) && (child.type === "block" || parent.field("body") === child)) return undefined;
    const fallback = fallbackOf(parent, child, exception, statement, analysis);
    if (fallback === undefined) continue;
    if (fallback.kind !== "raises") return fallback;
    if (fallback.exception !== undefined) exception = lastOf(fallback.exception.slice(-100));
  }
  return undefined;
}

function fallbackOf(
  parent: Syntax,
  child: Syntax,
  exception: string,
  statement: Syntax | undefined,
  analysis: Analysis,
): Fallback | undefined {
  if (parent.field("body") !== child) return undefined;
  if (parent.type === "try_statement") {
    const handler = catching(parent, exception, analysis);
    const block = handler?.parts.find((part) => part.type === "block");
    if (handler === undefined || block === undefined) return undefined;
    const statements = [...block.parts, ...instead(parent, child, block, analysis)];
    return judgeFallback(statements, handler.line, aliasOf(handler), toReplace(statement, child), analysis);
  }
  if (parent.type !== "with_statement") return undefined;
  const suppressing = itemsOf(parent).find(({ name, args }) =>
    name === "suppress" || name === "raises" ? args.some((arg) => catches(arg, exception, analysis)) : false,
  );
  if (suppressing === undefined) return undefined;
  if (suppressing.name === "raises") return { kind: "live", why: `expected to raise (line ${parent.line})` };
  return judgeFallback([], parent.line, undefined, toReplace(statement, child), analysis);
}

/** `return` in the body, `pass` in the handler: what follows the try is what runs instead. */
function instead(statement: Syntax, body: Syntax, handler: Syntax, analysis: Analysis): readonly Syntax[] {
  if (exits(body, undefined, analysis).state !== "yes") return [];
  if (exits(handler, undefined, analysis).state === "yes") return [];
  return (statement.parent?.children ?? [])
    .slice(statement.index + 1)
    .filter((part) => part.named && part.type !== "comment");
}

function aliasOf(handler: Syntax): string | undefined {
  const value = handler.field("value");
  const alias = value?.type === "as_pattern" ? value.field("alias") : handler.field("alias");
  return alias?.text;
}

/** The names that an import binds, and those that the rest of the body makes, flags apart. */
function toReplace(statement: Syntax | undefined, body: Syntax): Caught {
  const names = new Set(statement === undefined ? [] : importedNames(statement).map(({ bound }) => bound));
  const derived = new Set<string>();
  for (const part of body.parts) {
    const assignment = part.type === "expression_statement" ? part.parts[0] : undefined;
    const [target, value] = [assignment?.field("left"), assignment?.field("right")];
    if (assignment?.type !== "assignment" || target?.type !== "identifier" || value === undefined) continue;
    if (!isConstant(value, undefined)) derived.add(target.text);
  }
  return { statement, names, derived };
}

/** The context managers of a `with` that are calls: the last name of the function, and its arguments. */
function itemsOf(statement: Syntax): readonly { readonly name: string; readonly args: readonly Syntax[] }[] {
  const items = statement.parts.find((part) => part.type === "with_clause")?.parts ?? [];
  return items.flatMap((item) => {
    const value = item.field("value");
    const call = value?.type === "as_pattern" ? value.parts[0] : value;
    if (call?.type !== "call") return [];
    const name = lastOf(call.field("function")?.text.slice(-100) ?? "");
    return [{ name, args: call.field("arguments")?.parts ?? [] }];
  });
}
