import { type Evaluate, moduleScope } from "../values/scope.ts";
import { text, UNKNOWN, type Value } from "../values/value.ts";
import type { ClassField, ClassSource } from "./class-source.ts";
import type { Classes } from "./classes.ts";
import { defaultOf } from "./field-default.ts";
import { fieldOf, methodOf } from "./lookup.ts";

const ENUMS = /(^|\.)(Str|Int|Flag|IntFlag)?Enum(Meta)?$|(^|\.)Flag$/;

/** Whether a class is an enumeration. */
export function isEnum(classes: Classes, of: ClassSource): boolean {
  return classes.foreignBases(of).some((base) => ENUMS.test(base));
}

/** The members of an enumeration in its order, private names and annotated ones left out. */
export function membersOf(classes: Classes, of: ClassSource, evaluate: Evaluate): Value[] {
  return classes
    .lineage(of)
    .flatMap((one) =>
      [...one.fields.values()]
        .filter((field) => field.annotation === undefined && field.value !== undefined && !field.name.startsWith("_"))
        .map((field) => member(of, field, evaluate)),
    );
}

function member(of: ClassSource, field: ClassField, evaluate: Evaluate): Value {
  const value = evaluate(field.value, moduleScope(field.module));
  // `enum.auto()` of a `StrEnum` is the name in small letters.
  return {
    kind: "member",
    of,
    name: field.name,
    value: value.kind === "unknown" ? text(field.name.toLowerCase()) : value,
  };
}

/** `Class.name`. */
export function classAttribute(classes: Classes, of: ClassSource, name: string, evaluate: Evaluate): Value {
  if (name === "__name__") return text(of.name);
  const field = fieldOf(classes, of, name);
  if (field !== undefined) {
    if (field.annotation === undefined && isEnum(classes, of)) return member(of, field, evaluate);
    return defaultOf(classes, field, evaluate) ?? UNKNOWN;
  }
  const method = methodOf(classes, of, name);
  if (method !== undefined) return { kind: "function", ...method, of };
  const nested = classes.lineage(of).flatMap((one) => one.nested.get(name) ?? [])[0];
  return nested === undefined ? UNKNOWN : { kind: "class", class: nested };
}
