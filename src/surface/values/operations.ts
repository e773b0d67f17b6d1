import type { Classes } from "../classes/classes.ts";
import { classAttribute, isEnum, membersOf } from "../classes/members.ts";
import { extend, joined } from "./limits.ts";
import type { Evaluate } from "./scope.ts";
import { text, UNKNOWN, type Value } from "./value.ts";

/** What stands in an f-string or is a key; `undefined` for what has no text. */
export function asText(value: Value): string | undefined {
  if (value.kind === "text") return value.text;
  if (value.kind === "number") return String(value.number);
  return value.kind === "member" ? asText(value.value) : undefined;
}

/** A text, where there is one. */
export const textOrUnknown = (value: string | undefined): Value => (value === undefined ? UNKNOWN : text(value));

/** What iterating over a value gives; `undefined` where nobody can tell. */
export function itemsOf(value: Value, classes: Classes, evaluate: Evaluate): Value[] | undefined {
  if (value.kind === "list") return [...value.items];
  if (value.kind === "dictionary") return value.open ? undefined : [...value.entries.keys()].map(text);
  if (value.kind === "class" && isEnum(classes, value.class)) return membersOf(classes, value.class, evaluate);
  return undefined;
}

/** `value.name` */
export function attributeOf(value: Value, name: string, classes: Classes, evaluate: Evaluate): Value {
  switch (value.kind) {
    case "module":
      return classes.global(value.module, name, evaluate);
    case "external":
      return { kind: "external", path: `${value.path}.${name}` };
    case "class":
      return classAttribute(classes, value.class, name, evaluate);
    case "member":
      return name === "value" ? value.value : name === "name" ? text(value.name) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** `value[key]` */
export function itemOf(value: Value, key: Value): Value {
  if (value.kind === "dictionary") return value.entries.get(asText(key) ?? "\0") ?? UNKNOWN;
  if (value.kind === "list" && key.kind === "number") return value.items.at(key.number) ?? UNKNOWN;
  return UNKNOWN;
}

/** `left operator right` of constants and lists. */
export function binary(operator: string, left: Value, right: Value): Value {
  if (left.kind === "number" && right.kind === "number") return arithmetic(operator, left, right);
  if (operator === "+" && left.kind === "text" && right.kind === "text") {
    return textOrUnknown(joined([left.text, right.text]));
  }
  if (operator === "+" && left.kind === "list" && right.kind === "list") {
    const items = [...left.items];
    extend(items, right.items);
    return { ...left, items };
  }
  if (operator === "|" && left.kind === "dictionary" && right.kind === "dictionary") {
    return { kind: "dictionary", entries: new Map([...left.entries, ...right.entries]), open: left.open || right.open };
  }
  return UNKNOWN;
}

type Numeric = Extract<Value, { kind: "number" }>;

function arithmetic(operator: string, left: Numeric, right: Numeric): Value {
  const float = left.float || right.float;
  const made = (number: number, isFloat = float): Value =>
    Number.isFinite(number) && (isFloat || Number.isSafeInteger(number))
      ? { kind: "number", number, float: isFloat }
      : UNKNOWN;
  switch (operator) {
    case "+":
      return made(left.number + right.number);
    case "-":
      return made(left.number - right.number);
    case "*":
      return made(left.number * right.number);
    case "/":
      return made(left.number / right.number, true);
    case "//":
      return made(Math.floor(left.number / right.number));
    case "**":
      return made(left.number ** right.number, float || right.number < 0);
    case "<<":
      return made(left.number * 2 ** right.number);
    default:
      return UNKNOWN;
  }
}
