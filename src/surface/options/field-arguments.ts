import type { ClassField, ClassSource } from "../classes/class-source.ts";
import type { Classes } from "../classes/classes.ts";
import { defaultOf, madeByFactory } from "../classes/field-default.ts";
import type { TypeHint } from "../classes/type-hints.ts";
import { sorted } from "../values/builtins.ts";
import { literalValues } from "../values/literal-values.ts";
import { type Evaluate, moduleScope } from "../values/scope.ts";
import { text, UNKNOWN, type Value } from "../values/value.ts";
import { configOf } from "./config-class.ts";

/** The keyword under which the config class of a field travels to its option; no Python keyword has a space. */
export const CONFIG = "config class";

const SWITCH: Value = { kind: "external", path: "argparse.BooleanOptionalAction" };

/**
 * What vLLM's `get_kwargs(Class)` returns: field → keywords for `add_argument`. The order of the cases is its own
 * (`vllm/engine/arg_utils.py`); what it does differently from release to release is looked up in its text.
 * @param rules text of the module that defines it
 */
export function fieldArguments(of: ClassSource, rules: string, classes: Classes, evaluate: Evaluate): Value {
  const entries = new Map<string, Value>();
  for (const one of [...classes.lineage(of)].reverse()) {
    for (const field of one.fields.values()) {
      if (field.annotation !== undefined)
        entries.set(field.name, argumentsOf(field, field.annotation, rules, classes, evaluate));
    }
  }
  return { kind: "dictionary", entries, open: false };
}

function argumentsOf(
  field: ClassField,
  annotation: NonNullable<ClassField["annotation"]>,
  rules: string,
  classes: Classes,
  evaluate: Evaluate,
): Value {
  const made = new Map<string, Value>();
  made.set("default", defaultOf(classes, field, evaluate) ?? madeByFactory(field, evaluate) ?? UNKNOWN);
  const help = field.doc === undefined ? undefined : evaluate(field.doc, moduleScope(field.module));
  if (help?.kind === "text") made.set("help", help);
  const hints = classes.hints(field.module, annotation);
  const own = configOf(hints, classes);
  const config = own ?? hints.flatMap((hint) => elementConfig(hint, classes) ?? [])[0];
  if (config !== undefined) made.set(CONFIG, { kind: "class", class: config });
  for (const [key, value] of shape(hints, own !== undefined, rules, classes, evaluate)) made.set(key, value);
  return { kind: "dictionary", entries: made, open: false };
}

/** `list[LoRAModulePath]`: every word that follows is such an object. */
function elementConfig(hint: TypeHint, classes: Classes) {
  const [element] = hint.name === "list" ? hint.args : [];
  return element === undefined ? undefined : configOf(classes.hints(hint.module, element), classes);
}

function shape(
  hints: readonly TypeHint[],
  config: boolean,
  rules: string,
  classes: Classes,
  evaluate: Evaluate,
): [string, Value][] {
  const hint = (name: string) => hints.find((one) => one.name === name);
  const names = new Set(hints.map(({ name }) => name));
  if (config && rules.includes("is_dataclass")) return [];
  // "Optional-valued flag": `type_hints == {bool, str, type(None)}`
  const optional = names.size === 3 && names.has("bool") && names.has("str") && names.has("None");
  if (optional && /\{bool, str, type\(None\)\}/.test(rules)) return [["nargs", text("?")]];
  if (names.has("bool")) return [["action", SWITCH]];
  const literal = hint("Literal");
  if (literal !== undefined) {
    const open = names.has("str") && /"metavar" if contains_type\(type_hints, str\)/.test(rules);
    return open ? [] : choices(literal, names.has("None"), classes, evaluate);
  }
  const collection =
    hint("tuple") ?? hint("list") ?? (/contains_type\(type_hints, set\)/.test(rules) ? hint("set") : undefined);
  if (collection === undefined) return [];
  const inner = collection.args[0] === undefined ? [] : classes.hints(collection.module, collection.args[0]);
  const element = inner.length === 1 && inner[0]?.name === "Literal" && /is Literal/.test(rules) ? inner[0] : undefined;
  return [
    ["nargs", text("+")],
    ...(element === undefined ? [] : choices(element, names.has("None"), classes, evaluate)),
  ];
}

function choices(literal: TypeHint, none: boolean, classes: Classes, evaluate: Evaluate): [string, Value][] {
  const values = literalValues(literal, classes, evaluate);
  if (values === undefined) return [];
  const items = [...sorted(values), ...(none ? [text("None")] : [])];
  return [["choices", { kind: "list", items, brackets: "[]" }]];
}
