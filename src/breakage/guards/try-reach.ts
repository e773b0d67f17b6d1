import type { Analysis, Reach, Unreached } from "./analysis.ts";
import { catching, exceptionNames, exceptionOf, importAt } from "./exceptions.ts";
import { exits, failingImport } from "./exits.ts";
import { IMPORTS, importsVllm, importWorks } from "./imports.ts";
import type { Syntax } from "./syntax.ts";
import { truth } from "./value.ts";

/** Whether the body, a handler or the `else` of a try is run on the target, as far as its imports decide it. */
export function reachInTry(statement: Syntax, child: Syntax, place: Syntax, analysis: Analysis): Reach {
  if (child.type.startsWith("except_")) return reachOfHandler(statement, child, analysis);
  const failing = failingImport(statement, analysis);
  if (failing === undefined || child.type === "finally_clause") return { state: "yes" };
  const after = child.type === "else_clause" || (failing.end <= place.start && importAt(place) === undefined);
  const handler = catching(statement, failing, analysis);
  if (!after || handler === undefined || raises(handler, analysis)) return { state: "yes" };
  return no("after-failure", failing);
}

function raises(handler: Syntax, analysis: Analysis): boolean {
  const block = handler.parts.find((part) => part.type === "block");
  const exit = block && exits(block, undefined, analysis);
  return exit?.state === "yes" && exit.raises;
}

const OF_IMPORTS: ReadonlySet<string> = new Set(["ImportError", "ModuleNotFoundError", "PackageNotFoundError"]);
const OF_USES: ReadonlySet<string> = new Set(["AttributeError", "TypeError"]);

function reachOfHandler(statement: Syntax, handler: Syntax, analysis: Analysis): Reach {
  const body = statement.field("body");
  if (body === undefined) return { state: "maybe" };
  const failing = failingImport(statement, analysis);
  if (failing !== undefined) {
    const caught = catching(statement, failing, analysis);
    return caught === handler || caught === undefined ? { state: "yes" } : no("not-needed", failing);
  }
  const imports = body.parts.filter((part) => IMPORTS.has(part.type));
  const ours = imports.filter(importsVllm);
  if (body.parts.every((part) => cannotFail(part, analysis))) return no("not-needed", ours[0] ?? body);
  const expression = exceptionOf(handler);
  const names = expression === undefined ? [] : exceptionNames(expression, analysis);
  if (names.length > 0 && names.every((name) => OF_IMPORTS.has(name)) && ours.length > 0) {
    const known = ours.every((part) => importWorks(part, analysis) === true);
    if (known && imports.length === ours.length) return no("not-needed", ours[0] as Syntax);
    return { state: "maybe", unclear: handler.line };
  }
  if (names.some((name) => OF_USES.has(name))) return secondOfUses(body, handler, analysis);
  return { state: "maybe" };
}

/** `except AttributeError:` after a use: reached when something in the body is broken on the target. */
function secondOfUses(body: Syntax, handler: Syntax, analysis: Analysis): Reach {
  const { brokenLines } = analysis.context;
  const end = handler.line;
  for (const line of brokenLines ?? []) if (line >= body.line && line < end) return { state: "yes" };
  return { state: "maybe", unclear: handler.line };
}

/** An import that works, or an assignment or return of a known value: vLLM's version, a flag. */
function cannotFail(statement: Syntax, analysis: Analysis): boolean {
  if (IMPORTS.has(statement.type)) return importsVllm(statement) && importWorks(statement, analysis) === true;
  if (statement.type === "pass_statement") return true;
  const part = statement.parts[0];
  if (statement.type === "return_statement") return part === undefined || known(part, analysis);
  if (statement.type !== "expression_statement" || part?.type !== "assignment") return false;
  const value = part.field("right");
  return value !== undefined && known(value, analysis);
}

function known(expression: Syntax, analysis: Analysis): boolean {
  const value = analysis.evaluate(expression);
  return value.kind === "constant" || value.kind === "version" || (value.kind === "sequence" && truth(value) === true);
}

function no(reason: Unreached["reason"], at: Syntax): Reach {
  return { state: "no", why: { reason, origin: "imports", line: at.line, path: at.file.path } };
}
