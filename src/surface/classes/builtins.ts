import { literalValues } from "./literals.ts";
import { asText, attributeOf, itemsOf } from "./operations.ts";
import type { Call, Classes, Evaluate } from "./scope.ts";
import { NONE, text, UNKNOWN, type Value } from "./value.ts";

/** What Python's builtins and `typing.get_args` make of values that can be told. */
export function builtin(call: Call, classes: Classes, evaluate: Evaluate): Value {
  const [first] = call.args;
  const path = call.callee.kind === "external" ? call.callee.path : call.name;
  if (first === undefined || call.open) return UNKNOWN;
  switch (path) {
    case "list":
    case "tuple":
    case "set":
    case "sorted": {
      const items = itemsOf(first, classes, evaluate);
      if (items === undefined) return UNKNOWN;
      const brackets = path === "tuple" ? "()" : path === "set" ? "{}" : "[]";
      return { kind: "list", items: path === "sorted" ? sorted(items) : items, brackets };
    }
    case "str":
      return textOrUnknown(asText(first));
    case "int":
    case "float":
      return first.kind === "number" ? { ...first, float: path === "float" } : UNKNOWN;
    case "copy.deepcopy":
    case "copy.copy":
    case "dict":
      return copied(first);
    case "typing.get_args":
    case "typing_extensions.get_args":
      return typeArguments(first, classes, evaluate);
    case "itertools.permutations":
      return permutations(call, classes, evaluate);
    case "getattr": {
      const name = call.args[1];
      return name?.kind === "text" ? attributeOf(first, name.text, classes, evaluate) : UNKNOWN;
    }
    default:
      return UNKNOWN;
  }
}

/** What methods of strings, lists and dictionaries do. */
export function method(call: Call, classes: Classes, evaluate: Evaluate): Value {
  const { object, name, args } = call;
  if (object?.kind === "external") return builtin(call, classes, evaluate);
  if (object?.kind === "text") return textMethod(object.text, name, args, classes, evaluate);
  if (object?.kind === "list") return listMethod(object, name, args, classes, evaluate);
  if (object?.kind === "dictionary") return dictionaryMethod(object, name, args);
  return object?.kind === "module" ? builtin(call, classes, evaluate) : UNKNOWN;
}

function textMethod(object: string, name: string, args: readonly Value[], classes: Classes, evaluate: Evaluate): Value {
  const [first, second] = args.map(asText);
  switch (name) {
    case "replace":
      return first === undefined || second === undefined ? UNKNOWN : text(object.replaceAll(first, second));
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
      return parts === undefined || parts.includes(undefined) ? UNKNOWN : text(parts.join(object));
    }
    default:
      return UNKNOWN;
  }
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
  if (name === "append") object.items.push(first);
  if (name === "extend") object.items.push(...(itemsOf(first, classes, evaluate) ?? [UNKNOWN]));
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

function typeArguments(value: Value, classes: Classes, evaluate: Evaluate): Value {
  if (value.kind !== "type") return UNKNOWN;
  const [hint, another] = classes.hints(value.module, value.node);
  const items = hint?.name === "Literal" && another === undefined ? literalValues(hint, classes, evaluate) : undefined;
  return items === undefined ? UNKNOWN : { kind: "list", items, brackets: "()" };
}

/** Of two, the only length that is used. */
function permutations(call: Call, classes: Classes, evaluate: Evaluate): Value {
  const items = call.args[0] === undefined ? undefined : itemsOf(call.args[0], classes, evaluate);
  const length = call.keywords.get("r") ?? call.args[1];
  if (items === undefined || items.length > 50 || length?.kind !== "number" || length.number !== 2) return UNKNOWN;
  const pairs = items.flatMap((one, at) =>
    items.flatMap((other, place): Value[] =>
      at === place ? [] : [{ kind: "list", items: [one, other], brackets: "()" }],
    ),
  );
  return { kind: "list", items: pairs, brackets: "[]" };
}

const textOrUnknown = (value: string | undefined): Value => (value === undefined ? UNKNOWN : text(value));

/** Python sorts strings by code point and refuses to sort strings with `None`. */
export function sorted(items: readonly Value[]): Value[] {
  if (items.every((item) => item.kind === "number")) return [...items].sort((a, b) => a.number - b.number);
  return [...items].sort((a, b) => {
    const [left, right] = [asText(a) ?? "", asText(b) ?? ""];
    return left < right ? -1 : left > right ? 1 : 0;
  });
}

/** One level down: a dictionary of dictionaries is copied with what it holds. */
function copied(value: Value, depth = 0): Value {
  if (value.kind === "list") return { ...value, items: [...value.items] };
  if (value.kind !== "dictionary") return value;
  const inner = [...value.entries].map(([key, one]) => [key, depth > 5 ? one : copied(one, depth + 1)] as const);
  return { ...value, entries: new Map(inner) };
}
