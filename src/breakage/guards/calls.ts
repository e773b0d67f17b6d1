import { literalKey } from "../workspace/literal-key.ts";
import type { Analysis } from "./analysis.ts";
import { callFunction } from "./functions.ts";
import { callLibrary } from "./library-calls.ts";
import { callMethod } from "./members.ts";
import { type Arguments, judgeByName } from "./named-conditions.ts";
import type { Syntax } from "./syntax.ts";
import { constant, lastOf, NONE, type Scope, UNKNOWN, unknownFrom, type Value } from "./value.ts";

/** What a call returns: a library function known by name, a function of the repository, or a helper judged by its name. */
export function evaluateCall(node: Syntax, scope: Scope | undefined, analysis: Analysis): Value {
  const callee = node.field("function");
  const list = node.field("arguments");
  if (callee === undefined || list === undefined) return UNKNOWN;
  const probed = probe(callee, list, analysis);
  if (probed !== undefined) return probed;
  const args = argumentsOf(list, scope, analysis);
  const target = analysis.evaluate(callee, scope);
  const name = lastOf(callee.text.slice(-200)).trim();
  const all = [...args.positional, ...args.keywords.values()];
  if (target.kind === "method") return callMethod(target.receiver, target.name, all);
  const known =
    target.kind === "symbol" ? callLibrary(target.name, args, target.from ?? node.file.path, analysis) : undefined;
  if (known !== undefined) return known;
  const byName = () => judgeByName(name, args, analysis.target);
  // A pair of presence and version is read from tables that only exist at run time: its name says more than its body.
  if (args.keywords.has("return_version")) return byName() ?? UNKNOWN;
  const ran = target.kind === "function" ? callFunction(target, args, scope, analysis) : UNKNOWN;
  if (ran.kind !== "unknown") return ran;
  return byName() ?? (target.kind === "function" ? ran : unknownFrom(target, ...all));
}

/** `hasattr(engine, "model_executor")` where the break says that there is no such attribute. */
function probe(callee: Syntax, list: Syntax, analysis: Analysis): Value | undefined {
  if (callee.text !== "hasattr" && callee.text !== "getattr") return asked(callee, list, analysis);
  const [object, literal] = list.parts;
  const name = literal?.parts.find((part) => part.type === "string_content")?.text;
  const gone = analysis.gone.attributes.some(
    (attribute) => attribute.name === name && attribute.object === object?.text,
  );
  if (!gone) return undefined;
  if (callee.text === "hasattr") return constant(false, "missing");
  const otherwise = list.parts[2];
  return otherwise?.type === "none" || otherwise?.type === "false" ? { ...NONE, origin: "missing" } : undefined;
}

/** `supports("partial_offloads")`, asked before that keyword is given: whatever it looks at, the target does not take it. */
function asked(callee: Syntax, list: Syntax, analysis: Analysis): Value | undefined {
  const { keyword } = analysis.gone;
  if (keyword === undefined || !/(?:^|_)(?:supports?|accepts?)(?:_|$)/i.test(lastOf(callee.text.slice(-200)))) {
    return undefined;
  }
  const names = list.parts.map((part) => (part.type === "string" ? literalKey(part.text) : undefined));
  return names.includes(keyword) ? constant(false, "missing") : undefined;
}

function argumentsOf(list: Syntax, scope: Scope | undefined, analysis: Analysis): Arguments {
  const positional: Value[] = [];
  const keywords = new Map<string, Value>();
  const parts = list.type === "generator_expression" ? [list] : list.parts;
  for (const part of parts.slice(0, 50)) {
    const value = part.type === "keyword_argument" ? part.field("value") : part;
    const evaluated = value === undefined ? UNKNOWN : analysis.evaluate(value, scope);
    const keyword = part.type === "keyword_argument" ? part.field("name")?.text : undefined;
    if (keyword !== undefined) keywords.set(keyword, evaluated);
    else positional.push(evaluated);
  }
  return { positional, keywords };
}
