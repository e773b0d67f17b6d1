import { nodesOf } from "../../breakage/workspace/syntax-node.ts";
import type { ClassSource } from "../classes/class-source.ts";
import type { Classes } from "../classes/classes.ts";
import { methodOf } from "../classes/lookup.ts";
import { type Call, type Evaluate, moduleScope } from "../values/scope.ts";
import { deprecationIn, oneLine } from "./deprecation.ts";

/** What `add_argument(…)` says of its option's end: in its help, by its action's warning, or only by `deprecated=True` (Python 3.13). */
export function optionDeprecation(
  name: string,
  { keywords }: Call,
  classes: Classes,
  evaluate: Evaluate,
): string | undefined {
  const [help, action, flag] = [keywords.get("help"), keywords.get("action"), keywords.get("deprecated")];
  const words = help?.kind === "text" ? help.text : undefined;
  const said =
    deprecationIn(words, name) ??
    (action?.kind === "class" ? warningOf(name, action.class, classes, evaluate) : undefined);
  if (said !== undefined || flag?.kind !== "truth" || !flag.truth) return said;
  return words === undefined ? "deprecated" : oneLine(words);
}

const WORDS = new Set(["string", "concatenated_string", "identifier"]);

/** What an action of the release warns of when its option is given. */
function warningOf(name: string, action: ClassSource, classes: Classes, evaluate: Evaluate): string | undefined {
  const call = methodOf(classes, action, "__call__")?.function;
  for (const node of call === undefined ? [] : nodesOf(call.node, WORDS)) {
    const value = evaluate(node, moduleScope(action.module));
    const said = value.kind === "text" ? deprecationIn(value.text, name) : undefined;
    if (said !== undefined) return said;
  }
  return undefined;
}
