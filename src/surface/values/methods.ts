import type { Classes } from "../classes/classes.ts";
import { extend, joined } from "./limits.ts";
import { asText, itemsOf, textOrUnknown } from "./operations.ts";
import type { Call, Evaluate } from "./scope.ts";
import { NONE, text, UNKNOWN, type Value } from "./value.ts";

/** What methods of strings, lists and dictionaries do. */
export function method(call: Call, classes: Classes, evaluate: Evaluate): Value {
  const { object, name, args } = call;
  if (object?.kind === "text") return textMethod(object.text, name, args, classes, evaluate);
  if (object?.kind === "list") return listMethod(object, name, args, classes, evaluate);
  if (object?.kind === "dictionary") return dictionaryMethod(object, name, args);
  return UNKNOWN;
}

function textMethod(object: string, name: string, args: readonly Value[], classes: Classes, evaluate: Evaluate): Value {
  const [first, second] = args.map(asText);
  switch (name) {
    case "replace":
      return first === undefined ? UNKNOWN : textOrUnknown(replaced(object, first, second));
    case "lower":
      return text(object.toLowerCase());
    case "upper":
      return text(object.toUpperCase());
    case "strip":
      return args.length === 0 ? text(object.trim()) : UNKNOWN;
    case "removeprefix":
      return first === undefined ? UNKNOWN : text(object.startsWith(first) ? object.slice(first.length) : object);
    case "join": {
      const parts = args[0] === undefined ? undefined : itemsOf(args[0], classes, evaluate)?.map(asText);
      return parts === undefined ? UNKNOWN : textOrUnknown(joined(parts, object));
    }
    default:
      return UNKNOWN;
  }
}

/** `text.replace(old, by)`; an empty `old` stands between all characters. */
function replaced(object: string, old: string, by: string | undefined): string | undefined {
  return by === undefined || old === "" ? undefined : joined(object.split(old), by);
}

function listMethod(
  object: Extract<Value, { kind: "list" }>,
  name: string,
  args: readonly Value[],
  classes: Classes,
  evaluate: Evaluate,
): Value {
  const [first] = args;
  if (first === undefined) return name === "copy" ? { ...object, items: [...object.items] } : UNKNOWN;
  if (name === "append") extend(object.items, [first]);
  if (name === "extend") extend(object.items, itemsOf(first, classes, evaluate) ?? [UNKNOWN]);
  if (name === "remove") {
    const wanted = asText(first);
    const at = object.items.findIndex((item) => wanted !== undefined && asText(item) === wanted);
    if (at >= 0) object.items.splice(at, 1);
    else object.items.push(UNKNOWN);
  }
  return NONE;
}

function dictionaryMethod(object: Extract<Value, { kind: "dictionary" }>, name: string, args: readonly Value[]): Value {
  const [first, second] = args;
  const key = first === undefined ? undefined : asText(first);
  const list = (items: Value[]): Value => (object.open ? UNKNOWN : { kind: "list", items, brackets: "[]" });
  switch (name) {
    case "get":
    case "pop": {
      const found = object.entries.get(key ?? "\0") ?? (object.open ? UNKNOWN : (second ?? UNKNOWN));
      if (name === "pop" && key !== undefined) object.entries.delete(key);
      return found;
    }
    case "keys":
      return list([...object.entries.keys()].map(text));
    case "values":
      return list([...object.entries.values()]);
    case "items":
      return list(
        [...object.entries].map(([one, value]) => ({ kind: "list", items: [text(one), value], brackets: "()" })),
      );
    case "copy":
      return copied(object);
    case "update":
      if (first?.kind === "dictionary") for (const [one, value] of first.entries) object.entries.set(one, value);
      else object.open = true;
      return NONE;
    default:
      return UNKNOWN;
  }
}

/** More dictionaries than any holds: one can hold itself many times over. */
const MOST_COPIES = 5000;

/** A dictionary of dictionaries is copied with what it holds. */
export function copied(value: Value, depth = 0, budget = { left: MOST_COPIES }): Value {
  if (value.kind === "list") return { ...value, items: [...value.items] };
  if (value.kind !== "dictionary" || depth > 5 || budget.left < 0) return value;
  budget.left -= value.entries.size;
  const inner = [...value.entries].map(([key, one]) => [key, copied(one, depth + 1, budget)] as const);
  return { ...value, entries: new Map(inner) };
}
