import type { Analysis } from "./analysis.ts";
import { versionText } from "./comparison.ts";
import { catching } from "./exceptions.ts";
import { IMPORTS, importsVllm, importWorks, isVllm } from "./imports.ts";
import type { Syntax } from "./syntax.ts";
import { originOf, type Scope, truth, type Value } from "./value.ts";

/** Whether a statement or block leaves for good what follows it in its block. */
export type Exit =
  | { readonly state: "yes"; readonly line: number; readonly cause: Value | undefined; readonly raises: boolean }
  | { readonly state: "no" }
  /** When a condition on vLLM's version, not understood, holds. */
  | { readonly state: "unclear"; readonly line: number };

const STAYS: Exit = { state: "no" };
const LEAVES: ReadonlySet<string> = new Set(["return_statement", "break_statement", "continue_statement"]);
/** A block nested deeper than this is not looked into. */
const DEEPEST = 20;

/** What a statement or block does to what follows it. */
export function exits(node: Syntax, scope: Scope | undefined, analysis: Analysis, depth = 0): Exit {
  if (depth > DEEPEST) return STAYS;
  switch (node.type) {
    case "block": {
      let unclear: Exit = STAYS;
      for (const statement of node.parts) {
        if (!analysis.spend()) return unclear;
        const exit = exits(statement, scope, analysis, depth + 1);
        if (exit.state === "yes") return exit;
        if (exit.state === "unclear") unclear = exit;
      }
      return unclear;
    }
    case "raise_statement":
      return { state: "yes", line: node.line, cause: undefined, raises: true };
    case "expression_statement":
      return leavingCall(node, scope, analysis);
    case "assert_statement":
      return failingAssert(node, scope, analysis);
    case "if_statement":
      return branches(node, scope, analysis, depth);
    case "try_statement":
      return failingTry(node, scope, analysis, depth);
    case "with_statement": {
      // What is raised in it may be caught by the context manager.
      const body = node.field("body");
      const exit = body === undefined ? STAYS : exits(body, scope, analysis, depth + 1);
      return exit.state === "yes" && exit.raises ? STAYS : exit;
    }
    default:
      return LEAVES.has(node.type) ? { state: "yes", line: node.line, cause: undefined, raises: false } : STAYS;
  }
}

const EXITS: ReadonlySet<string> = new Set([
  "sys.exit",
  "exit",
  "quit",
  "os._exit",
  "pytest.skip",
  "pytest.exit",
  "skip",
]);

function leavingCall(node: Syntax, scope: Scope | undefined, analysis: Analysis): Exit {
  const statement = node.parts[0];
  const call = statement?.type === "assignment" ? statement.field("right") : statement;
  const callee = call?.type === "call" ? call.field("function")?.text : undefined;
  if (call === undefined || callee === undefined || callee.length > 100) return STAYS;
  if (EXITS.has(callee) || callee === "self.skipTest") {
    return { state: "yes", line: node.line, cause: undefined, raises: false };
  }
  return /(?:^|\.)importorskip$/.test(callee) ? importOrSkip(call, scope, analysis) : STAYS;
}

/** `pytest.importorskip("vllm", minversion="0.12")`. */
function importOrSkip(call: Syntax, scope: Scope | undefined, analysis: Analysis): Exit {
  const parts = call.field("arguments")?.parts ?? [];
  const module = parts[0] && versionText(analysis.evaluate(parts[0], scope));
  if (module === undefined || !isVllm(module)) return STAYS;
  const cause: Value = { kind: "constant", value: true, origin: "imports" };
  const skipped: Exit = { state: "yes", line: call.line, cause, raises: false };
  if (analysis.context.imports(module) === false) return skipped;
  const least = parts.find((part) => part.field("name")?.text === "minversion")?.field("value");
  if (least === undefined || module !== "vllm") return STAYS;
  const answer = analysis.atLeast(versionText(analysis.evaluate(least, scope)));
  if (answer === undefined) return { state: "unclear", line: call.line };
  return answer ? STAYS : { ...skipped, cause: { ...cause, origin: "version" } };
}

function failingAssert(node: Syntax, scope: Scope | undefined, analysis: Analysis): Exit {
  const condition = node.parts[0];
  if (condition === undefined) return STAYS;
  const value = analysis.evaluate(condition, scope);
  const answer = truth(value);
  if (answer === false) return { state: "yes", line: node.line, cause: value, raises: true };
  return answer === undefined && originOf(value) === "version" ? { state: "unclear", line: node.line } : STAYS;
}

function branches(node: Syntax, scope: Scope | undefined, analysis: Analysis, depth: number): Exit {
  const all = [node, ...node.fields("alternative")].map((branch) => {
    const body = branch.field("consequence") ?? branch.field("body");
    const exit = body === undefined ? STAYS : exits(body, scope, analysis, depth + 1);
    return { condition: branch.field("condition"), exit };
  });
  // Only a branch that leaves makes the conditions worth evaluating, and most do not.
  if (all.every(({ exit }) => exit.state === "no")) return STAYS;
  const taken: { exit: Exit; value: Value | undefined }[] = [];
  let clear = true;
  for (const { condition, exit } of all) {
    const value = condition === undefined ? undefined : analysis.evaluate(condition, scope);
    const answer = value === undefined ? true : truth(value);
    if (answer === false) continue;
    taken.push({ exit, value });
    if (answer === undefined && value !== undefined && originOf(value) === "version") clear = false;
    if (answer === true) return decided(taken, true, clear);
  }
  return decided(taken, false, clear);
}

function decided(taken: readonly { exit: Exit; value: Value | undefined }[], complete: boolean, clear: boolean): Exit {
  const leaving = taken.filter(({ exit }) => exit.state === "yes");
  const first = leaving[0];
  if (first !== undefined && first.exit.state === "yes" && leaving.length === taken.length && complete) {
    return { ...first.exit, cause: first.value ?? first.exit.cause };
  }
  const unclear = taken.find(({ exit }) => exit.state === "unclear")?.exit;
  if (unclear !== undefined) return unclear;
  return first !== undefined && first.exit.state === "yes" && !clear
    ? { state: "unclear", line: first.exit.line }
    : STAYS;
}

/** `try: from vllm.gone import x` with `except ImportError: return`. */
function failingTry(node: Syntax, scope: Scope | undefined, analysis: Analysis, depth: number): Exit {
  const failing = failingImport(node, analysis);
  if (failing === undefined) return STAYS;
  const handler = catching(node, failing, analysis);
  const block = handler?.parts.find((part) => part.type === "block");
  const exit = block === undefined ? STAYS : exits(block, scope, analysis, depth + 1);
  return exit.state === "yes" ? { ...exit, cause: { kind: "constant", value: true, origin: "imports" } } : exit;
}

/** The first import right in a try's body that fails on the target. */
export function failingImport(node: Syntax, analysis: Analysis): Syntax | undefined {
  return node
    .field("body")
    ?.parts.find(
      (statement) =>
        IMPORTS.has(statement.type) && importsVllm(statement) && importWorks(statement, analysis) === false,
    );
}
