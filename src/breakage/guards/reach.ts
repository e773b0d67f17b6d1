import type { Analysis, Reach, Unreached, Within } from "./analysis.ts";
import { conditionsOver } from "./conditions.ts";
import { exits } from "./exits.ts";
import { skipped } from "./skips.ts";
import type { Syntax } from "./syntax.ts";
import { reachInTry } from "./try-reach.ts";
import { onlyUnreachedUses } from "./unused.ts";
import { originOf, truth } from "./value.ts";

/** Whether a place is run on the target, as far as conditions, early exits, skip marks and fallbacks decide it. */
export function reachOf(node: Syntax, within: Within, analysis: Analysis): Reach {
  let maybe = false;
  let unclear: number | undefined;
  let child = node;
  for (
    let parent = node.parent;
    parent !== undefined && child !== within.until;
    child = parent, parent = parent.parent
  ) {
    if (!analysis.spend()) return { state: "maybe", unclear };
    const reach = stepInto(parent, child, node, within, analysis);
    if (reach.state === "no") return reach;
    if (reach.state === "maybe") {
      maybe = true;
      unclear ??= reach.unclear;
    }
  }
  return maybe ? { state: "maybe", unclear } : { state: "yes" };
}

/** What one ancestor says of whether its child is run. */
function stepInto(parent: Syntax, child: Syntax, place: Syntax, within: Within, analysis: Analysis): Reach {
  switch (parent.type) {
    case "module":
    case "block": {
      const left = leftBefore(child, parent, within, analysis);
      return left.state === "yes" && parent.type === "module" ? skipped(parent, child, analysis) : left;
    }
    case "decorated_definition":
      return child.type === "decorator" ? { state: "yes" } : skipped(parent, child, analysis);
    case "function_definition":
    case "class_definition":
      return child.type === "block" ? onlyUnreachedUses(parent, analysis) : { state: "yes" };
    case "try_statement":
      return reachInTry(parent, child, place, analysis);
    default:
      return underConditions(parent, child, within, analysis);
  }
}

function underConditions(parent: Syntax, child: Syntax, within: Within, analysis: Analysis): Reach {
  let reach: Reach = { state: "yes" };
  for (const { condition, wanted } of conditionsOver(parent, child)) {
    const value = analysis.evaluate(condition, within.scope);
    const answer = truth(value);
    const line = condition.line;
    if (answer === undefined) {
      const unclear = originOf(value) === "version" ? line : undefined;
      reach = { state: "maybe", unclear: reach.state === "maybe" ? (reach.unclear ?? unclear) : unclear };
    } else if (answer !== wanted) {
      const why: Unreached = { reason: "condition", origin: originOf(value), line, path: condition.file.path };
      return { state: "no", why };
    }
  }
  return reach;
}

const SIMPLE: ReadonlySet<string> = new Set([
  "import_statement",
  "import_from_statement",
  "future_import_statement",
  "function_definition",
  "class_definition",
  "decorated_definition",
  "comment",
]);

/** A statement earlier in the block that leaves it on the target. */
function leftBefore(child: Syntax, block: Syntax, within: Within, analysis: Analysis): Reach {
  let reach: Reach = { state: "yes" };
  for (let index = 0; index < child.index; index++) {
    const statement = block.children[index] as Syntax;
    if (!statement.named || SIMPLE.has(statement.type)) continue;
    if (!analysis.spend()) return { state: "maybe" };
    const exit = exits(statement, within.scope, analysis);
    if (exit.state === "unclear") reach = { state: "maybe", unclear: exit.line };
    if (exit.state !== "yes") continue;
    const origin = exit.cause === undefined ? undefined : originOf(exit.cause);
    return { state: "no", why: { reason: "early-exit", origin, line: statement.line, path: block.file.path } };
  }
  return reach;
}
