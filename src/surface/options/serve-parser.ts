import type { ClassSource, FunctionSource } from "../classes/class-source.ts";
import type { Classes } from "../classes/classes.ts";
import { methodOf } from "../classes/lookup.ts";
import { decoratorsOf, parametersOf } from "../syntax/functions.ts";
import { makeEvaluate } from "../values/evaluate.ts";
import { type Call, type Evaluate, moduleScope, type Scope } from "../values/scope.ts";
import { UNKNOWN, type Value } from "../values/value.ts";
import { readDialect } from "./dialect.ts";
import { fieldArguments } from "./field-arguments.ts";
import { newBudget, runFunction } from "./run-statements.ts";
import { type FoundOption, serveOption } from "./serve-option.ts";
import { startingPoints } from "./starting-points.ts";

const SERVE: Value = { kind: "object", name: "the parser of serve" };
const OTHER: Value = { kind: "object", name: "another parser" };
const SUPER: Value = { kind: "object", name: "super" };

/** Functions called within each other. */
const DEEPEST = 12;
/** Functions run for one parser. */
const MOST_RUNS = 500;
/** Local names that no Python has: the class a method was asked of, and the one that defines it. */
const [RECEIVER, OWNER] = ["the class", "the class with the method"];

/** The options of `vllm serve`: what the function adds that makes its parser, and all that it calls. Help and positionals are left out. */
export function serveParser(classes: Classes): readonly FoundOption[] {
  const found = new Map<string, FoundOption>();
  const state = { depth: 0, runs: 0, budget: newBudget() };
  const plain = makeEvaluate(classes);
  const dialect = readDialect(classes, plain);
  const evaluate: Evaluate = makeEvaluate(classes, (call, scope) => onCall(call, scope));

  const onCall = (call: Call, scope: Scope): Value | undefined => {
    const { callee, object, name } = call;
    if (object === SERVE || object === OTHER) return onParser(call, scope, object);
    if (name === "super" && object === undefined) return SUPER;
    if (object === SUPER) return inherited(call, scope);
    if (/ArgumentParser$/.test(name)) return OTHER;
    if (callee.kind !== "function") return undefined;
    const [first] = call.args;
    if (callee.function.name === "get_kwargs" && first?.kind === "class") {
      return fieldArguments(first.class, callee.function.module.text, classes, plain);
    }
    return inlined(call, callee.function, callee.of);
  };
  const onParser = (call: Call, scope: Scope, parser: Value): Value => {
    switch (call.name) {
      case "add_argument": {
        const added = parser === SERVE ? serveOption(call, scope, dialect, classes, plain) : undefined;
        const key = added?.option.names[0];
        if (added !== undefined && key !== undefined && !found.has(key) && key !== "--help") found.set(key, added);
        return UNKNOWN;
      }
      case "add_argument_group":
      case "add_mutually_exclusive_group":
        return parser;
      case "add_subparsers":
        return OTHER;
      case "add_parser":
        return call.args[0]?.kind === "text" && call.args[0].text === "serve" ? SERVE : OTHER;
      default:
        return UNKNOWN;
    }
  };
  const inherited = (call: Call, scope: Scope): Value => {
    const [receiver, owner] = [scope.locals.get(RECEIVER), scope.locals.get(OWNER)];
    if (receiver?.kind !== "class" || owner?.kind !== "class") return UNKNOWN;
    const line = classes.lineage(receiver.class);
    const next = line.slice(line.indexOf(owner.class) + 1).find((one) => one.methods.has(call.name));
    const method = next?.methods.get(call.name);
    return method === undefined ? UNKNOWN : (inlined(call, method, receiver.class, next) ?? UNKNOWN);
  };
  /** Only what is handed a parser or keywords for it can change them. */
  const inlined = (call: Call, of: FunctionSource, receiver?: ClassSource, owner?: ClassSource): Value | undefined => {
    const handed = [...call.args, ...call.keywords.values()];
    if (!handed.some((value) => value === SERVE || value === OTHER || value.kind === "dictionary")) return undefined;
    if (state.depth > DEEPEST || state.runs > MOST_RUNS) return UNKNOWN;
    state.depth += 1;
    state.runs += 1;
    try {
      return runFunction(of, localsOf(call, of, receiver, owner), classes, evaluate, state.budget);
    } finally {
      state.depth -= 1;
    }
  };
  const localsOf = (
    call: Call,
    of: FunctionSource,
    receiver?: ClassSource,
    owner?: ClassSource,
  ): Map<string, Value> => {
    const parameters = parametersOf(of).filter(({ kind }) => kind === "plain");
    const locals = new Map<string, Value>();
    const args = [...call.args];
    if (receiver !== undefined) {
      const defining = owner ?? methodOf(classes, receiver, of.name)?.of ?? receiver;
      locals.set(RECEIVER, { kind: "class", class: receiver });
      locals.set(OWNER, { kind: "class", class: defining });
      const isStatic = decoratorsOf(of.node).some((node) => /staticmethod/.test(of.module.source(node)));
      if (!isStatic) args.unshift({ kind: "class", class: receiver });
    }
    parameters.forEach(({ name, value }, at) => {
      const standard = value === undefined ? UNKNOWN : plain(value, moduleScope(of.module));
      locals.set(name, args[at] ?? call.keywords.get(name) ?? standard);
    });
    return locals;
  };

  for (const { function: of, self } of startingPoints(classes)) {
    const locals = new Map<string, Value>();
    for (const { name } of parametersOf(of)) locals.set(name, OTHER);
    if (self !== undefined) locals.set("self", { kind: "class", class: self });
    runFunction(of, locals, classes, evaluate, state.budget);
    if (found.size > 0) break;
  }
  return [...found.values()];
}
