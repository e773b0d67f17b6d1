import { child, nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { type Arguments, argumentsOf } from "../syntax/calls.ts";
import { type Evaluate, moduleScope, type Scope } from "../values/scope.ts";
import type { Value } from "../values/value.ts";
import type { ClassField } from "./class-source.ts";
import type { Classes } from "./classes.ts";
import { fieldOf } from "./lookup.ts";

/** `field(…)` of dataclasses and msgspec, pydantic's `Field(…)` and `PrivateAttr(…)`, vLLM's `get_field(…)`. */
const WRAPPERS = /(?:^|[a-z_.])field$|(?:^|\.)PrivateAttr$/i;
/** Fields whose default names another field's, one after the other. */
const DEEPEST = 10;

/**
 * The default of a field: what `field(default=…)`, `Field(…)` and vLLM's `get_field(Class, "name")` wrap is taken out of them.
 * `undefined` where it has none, or a factory makes one.
 */
export function defaultOf(classes: Classes, field: ClassField, evaluate: Evaluate, depth = 0): Value | undefined {
  const { value, module } = field;
  if (value === undefined || depth > DEEPEST) return undefined;
  const scope = bodyScope(classes, field, value, evaluate, depth);
  const given = wrapped(field);
  if (given === undefined) return evaluate(value, scope);
  const callee = child(value, "function");
  if (callee !== undefined && /(^|\.)get_field$/.test(module.source(callee))) {
    const [of, name] = given.positional.map((node) => evaluate(node, scope));
    const inner = of?.kind === "class" && name?.kind === "text" ? fieldOf(classes, of.class, name.text) : undefined;
    return inner === undefined ? undefined : defaultOf(classes, inner, evaluate, depth + 1);
  }
  const node = given.keywords.get("default") ?? given.positional[0];
  return node === undefined || node.type === "ellipsis" ? undefined : evaluate(node, scope);
}

const EMPTY: Readonly<Record<string, () => Value>> = {
  list: () => ({ kind: "list", items: [], brackets: "[]" }),
  set: () => ({ kind: "list", items: [], brackets: "{}" }),
  dict: () => ({ kind: "dictionary", entries: new Map(), open: false }),
};

/** What `default_factory=list` and `default_factory=lambda: […]` make. */
export function madeByFactory(field: ClassField, evaluate: Evaluate): Value | undefined {
  const node = wrapped(field)?.keywords.get("default_factory");
  if (node === undefined) return undefined;
  const body = node.type === "lambda" ? child(node, "body") : undefined;
  if (body !== undefined) return evaluate(body, moduleScope(field.module));
  return EMPTY[field.module.source(node)]?.();
}

/** The keyword of a field's wrapper: `init` of `field(init=False)`. */
export function wrapperKeyword(field: ClassField, name: string, evaluate: Evaluate): Value | undefined {
  const node = wrapped(field)?.keywords.get(name);
  return node === undefined ? undefined : evaluate(node, moduleScope(field.module));
}

/** The arguments of a field's wrapper; `undefined` where its default stands bare. */
function wrapped({ value, module }: ClassField): Arguments | undefined {
  const callee = value?.type === "call" ? child(value, "function") : undefined;
  if (value === undefined || callee === undefined || !WRAPPERS.test(module.source(callee))) return undefined;
  return argumentsOf(value, module);
}

/** The names of the class body that a default mentions: `SIZE: ClassVar[int] = 8` above `size: int = SIZE`. */
function bodyScope(classes: Classes, field: ClassField, value: SyntaxNode, evaluate: Evaluate, depth: number): Scope {
  const locals = new Map<string, Value>();
  for (const node of nodesOf(value, new Set(["identifier"]))) {
    if (node.field === "attribute" || (node.field === "name" && node.parent?.type === "keyword_argument")) continue;
    const other = field.beside.get(field.module.source(node));
    if (other === undefined || other.line >= field.line) continue;
    const known = defaultOf(classes, other, evaluate, depth + 1);
    if (known !== undefined) locals.set(other.name, known);
  }
  return { module: field.module, locals };
}
