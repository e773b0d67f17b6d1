import { child } from "../../breakage/workspace/syntax-node.ts";
import type { ClassField, ClassSource, FunctionSource } from "./class-source.ts";
import type { Classes, Evaluate } from "./scope.ts";
import { text, UNKNOWN, type Value } from "./value.ts";

/** The field of a class, inherited ones included. */
export function fieldOf(classes: Classes, of: ClassSource, name: string): ClassField | undefined {
  for (const one of classes.lineage(of)) {
    const found = one.fields.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The method of a class, inherited ones included. */
export function methodOf(
  classes: Classes,
  of: ClassSource,
  name: string,
): { readonly function: FunctionSource; readonly of: ClassSource } | undefined {
  for (const one of classes.lineage(of)) {
    const found = one.methods.get(name);
    if (found !== undefined) return { function: found, of: one };
  }
  return undefined;
}

const WRAPPERS = /(^|[a-z_.])field$/i;

/**
 * The default of a field: what `field(default=…)`, `Field(…)` and vLLM's `get_field(Class, "name")` wrap is taken out of them.
 * `undefined` where it has none, or a factory makes one.
 */
export function defaultOf(classes: Classes, field: ClassField, evaluate: Evaluate, depth = 0): Value | undefined {
  const { value, module } = field;
  if (value === undefined || depth > 10) return undefined;
  const scope = { module, locals: new Map<string, Value>() };
  const callee = value.type === "call" ? child(value, "function") : undefined;
  const called = callee === undefined ? "" : module.source(callee);
  if (!WRAPPERS.test(called) && !/(^|\.)PrivateAttr$/.test(called)) return evaluate(value, scope);
  const given = (child(value ?? field, "arguments")?.children ?? []).filter(({ type }) => type !== "comment");
  if (/(^|\.)get_field$/.test(called)) {
    const [of, name] = given.map((node) => evaluate(node, scope));
    const inner = of?.kind === "class" && name?.kind === "text" ? fieldOf(classes, of.class, name.text) : undefined;
    return inner === undefined ? undefined : defaultOf(classes, inner, evaluate, depth + 1);
  }
  const keyword = given.find((node) => node.type === "keyword_argument" && isNamed(node, module.source, "default"));
  const node = keyword === undefined ? given.find(({ type }) => type !== "keyword_argument") : child(keyword, "value");
  return node === undefined || node.type === "ellipsis" ? undefined : evaluate(node, scope);
}

/** The keyword of a field's wrapper: `init` of `field(init=False)`. */
export function wrapperKeyword(field: ClassField, name: string, evaluate: Evaluate): Value | undefined {
  const { value, module } = field;
  const given = value?.type === "call" ? (child(value, "arguments")?.children ?? []) : [];
  const found = given.find((node) => node.type === "keyword_argument" && isNamed(node, module.source, name));
  const node = found === undefined ? undefined : child(found, "value");
  return node === undefined ? undefined : evaluate(node, { module, locals: new Map() });
}

function isNamed(
  keyword: Parameters<ClassField["module"]["source"]>[0],
  source: ClassField["module"]["source"],
  name: string,
) {
  const key = child(keyword, "name");
  return key !== undefined && source(key) === name;
}

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
  const scope = { module: field.module, locals: new Map<string, Value>() };
  const value = field.value === undefined ? UNKNOWN : evaluate(field.value, scope);
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
