import type { Classes } from "../classes/classes.ts";
import { literalValues } from "./literal-values.ts";
import { copied } from "./methods.ts";
import { asText, attributeOf, itemsOf, textOrUnknown } from "./operations.ts";
import type { Call, Evaluate } from "./scope.ts";
import { UNKNOWN, type Value } from "./value.ts";

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

/** Python sorts strings by code point and refuses to sort strings with `None`. */
export function sorted(items: readonly Value[]): Value[] {
  if (items.every((item) => item.kind === "number")) return [...items].sort((a, b) => a.number - b.number);
  return [...items].sort((a, b) => {
    const [left, right] = [asText(a) ?? "", asText(b) ?? ""];
    return left < right ? -1 : left > right ? 1 : 0;
  });
}
