import type { Guard } from "../guard.ts";
import { literalKey } from "../workspace/literal-key.ts";
import { Analysis, type Gone, type Parts, type Unreached } from "./analysis.ts";
import { assignedBefore } from "./assigned.ts";
import { caughtBy } from "./catches.ts";
import { evaluateExpression } from "./evaluate.ts";
import { importAt, raisedBy } from "./exceptions.ts";
import type { GuardContext, GuardedPlace } from "./guard-context.ts";
import { lookup } from "./lookup.ts";
import { reachOf } from "./reach.ts";
import { type Syntax, sourceOf } from "./syntax.ts";

const PARTS: Parts = { evaluate: evaluateExpression, lookup, reach: reachOf };

/**
 * What stands between a broken line and its being run on the target: conditions on vLLM's version, `TYPE_CHECKING`, early exits, skip
 * marks, fallbacks. It reads only text that is loaded, takes bounded work whatever the text is, and does not throw.
 */
export function judgeGuard(place: GuardedPlace, context: GuardContext): Guard {
  const source = sourceOf(context.tree, context.path);
  const node = source.at(source.offset(place.line, place.column));
  const statement = importAt(node);
  const gone = { attributes: missingAt(node, place), keyword: keywordAt(node, place.rule) };
  const analysis = new Analysis(context, PARTS, gone);
  const reach = analysis.reach(node);
  if (reach.state === "no") return { kind: "live", why: explain(reach.why, context) };
  const assigned = assignedBefore(node, gone.attributes);
  if (assigned !== undefined) return { kind: "live", why: `assigned before it is read (line ${assigned})` };
  const raised = raisedBy(place.rule, statement, analysis);
  const caught = raised === undefined ? undefined : caughtBy(node, raised, statement, analysis);
  if (caught !== undefined && caught.kind !== "none") return caught;
  if (reach.state === "maybe" && reach.unclear !== undefined) {
    return {
      kind: "unclear",
      why: `it stands under a condition on vLLM's version (line ${reach.unclear}) that cannot be evaluated for ${context.versions.target}`,
    };
  }
  return { kind: "none" };
}

function explain(why: Unreached, context: GuardContext): string {
  const place = why.path === context.path ? `line ${why.line}` : `${why.path}, line ${why.line}`;
  const target = context.versions.target;
  if (why.origin === "type-checking") return `for type checkers only (${place})`;
  if (why.reason === "not-needed")
    return `a fallback that is not reached: what it stands in for works on ${target} (${place})`;
  if (why.reason === "after-failure")
    return `not reached: the import before it fails on ${target} and is caught (${place})`;
  if (why.origin === "missing") return `guarded by a test for what is gone (${place}), not run on ${target}`;
  if (why.reason === "skipped") return `skipped on ${target} by its marker (${place})`;
  if (why.origin === "version") {
    const used = why.reason === "unused" ? "used only under a version condition" : "guarded by a version condition";
    return `${used} (${place}), not run on ${target}`;
  }
  if (why.reason === "early-exit") return `not reached on ${target}: left before it (${place})`;
  return `under a condition that does not hold on ${target} (${place})`;
}

/** The attributes that a diagnostic at this place may speak of: those that start there, or whose name does. */
function missingAt(node: Syntax, place: GuardedPlace): readonly Gone["attributes"][number][] {
  if (place.rule !== "attribute-gone" && place.rule !== "import-gone") return [];
  const found: Gone["attributes"][number][] = [];
  for (let part: Syntax | undefined = node; part !== undefined; part = part.parent) {
    if (part.type !== "attribute" && part !== node) {
      if (part.start !== node.start || /_statement$|^block$|^module$/.test(part.type)) break;
      continue;
    }
    const [object, name] = [part.field("object")?.text, part.field("attribute")];
    if (object !== undefined && name !== undefined) found.push({ object, name: name.text });
    if (name === node) break;
  }
  return found;
}

/** The keyword, also as the key of a dictionary that is passed on: `cfg["k"] = v`, `{"k": v}`. */
function keywordAt(node: Syntax, rule: GuardedPlace["rule"]): string | undefined {
  if (rule !== "keyword-unknown") return undefined;
  const argument = node.closest(KEYWORD);
  if (argument !== undefined && node.start === argument.start) return argument.field("name")?.text;
  return literalKey(node.closest(STRING)?.text ?? "");
}

const KEYWORD: ReadonlySet<string> = new Set(["keyword_argument"]);
const STRING: ReadonlySet<string> = new Set(["string"]);
