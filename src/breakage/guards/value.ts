import type { Syntax } from "./syntax.ts";

/** Why a value is what it is: what the report names when a condition turns on it. */
export type Origin = "version" | "type-checking" | "missing" | "imports";

/** What an expression is on the target, as far as the text tells. */
export type Value = Shape & { readonly origin?: Origin | undefined };

type Shape =
  /** Not known. With `origin: "version"`: it depends on vLLM's version in a way that was not understood. */
  | { readonly kind: "unknown" }
  | { readonly kind: "constant"; readonly value: string | number | boolean | null }
  /** packaging's `Version`; `loose`: distutils' `LooseVersion`, which compares otherwise. */
  | { readonly kind: "version"; readonly text: string; readonly loose: boolean }
  | { readonly kind: "sequence"; readonly items: readonly Value[] }
  | { readonly kind: "specifiers"; readonly text: string }
  /** A module, or a name of one that is not the repository's: "packaging.version.parse". `from`: the file that imports it. */
  | { readonly kind: "symbol"; readonly name: string; readonly from?: string }
  | { readonly kind: "function"; readonly node: Syntax; readonly scope: Scope | undefined }
  | { readonly kind: "method"; readonly receiver: Value; readonly name: string }
  /** An installed distribution: `importlib.metadata.distribution("vllm")`. */
  | { readonly kind: "distribution" }
  /** `pytest.mark.skipif(when)`. */
  | { readonly kind: "skip"; readonly when: Value }
  /** Something that is not None, empty or false. */
  | { readonly kind: "object" };

/** The arguments of a call that is being evaluated. */
export interface Scope {
  /** The function whose body it is. */
  readonly owner: Syntax;
  readonly names: ReadonlyMap<string, Value>;
  readonly outer: Scope | undefined;
}

export const UNKNOWN: Value = { kind: "unknown" };
/** It depends on vLLM's version, and was not understood. */
export const UNCLEAR: Value = { kind: "unknown", origin: "version" };
export const NONE: Value = { kind: "constant", value: null };

export function constant(value: string | number | boolean | null, origin?: Origin): Value {
  return { kind: "constant", value, origin };
}

/** An unknown value that remembers whether the version was among what it was made of. */
export function unknownFrom(...parts: readonly Value[]): Value {
  return parts.some((part) => originOf(part) === "version") ? UNCLEAR : UNKNOWN;
}

/** The origin of a value, or of what it holds. */
export function originOf(value: Value): Origin | undefined {
  if (value.origin !== undefined) return value.origin;
  if (value.kind === "sequence") return value.items.find((item) => item.origin !== undefined)?.origin;
  if (value.kind === "method") return originOf(value.receiver);
  if (value.kind === "skip") return originOf(value.when);
  return undefined;
}

export function withOrigin(value: Value, origin: Origin | undefined): Value {
  return origin === undefined || value.origin !== undefined ? value : { ...value, origin };
}

/** Python's truth value; `undefined`: not known. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case "unknown":
    case "symbol":
    case "method":
      return undefined;
    case "constant":
      return value.value !== null && value.value !== false && value.value !== 0 && value.value !== "";
    case "sequence":
      return value.items.length > 0;
    case "skip":
      return truth(value.when);
    default:
      return true;
  }
}

/**
 * One of several values, each possible: what they agree on. None beside vLLM's version is for where vLLM is not installed: on the
 * target it is.
 */
export function join(all: readonly Value[]): Value {
  const installed = all.some((value) => originOf(value) === "version" && value.kind !== "unknown");
  const values = installed ? all.filter((value) => value.kind !== "constant" || value.value !== null) : all;
  const [first, ...rest] = values;
  if (first === undefined) return UNKNOWN;
  if (rest.every((value) => same(first, value))) return values.find((value) => value.origin !== undefined) ?? first;
  return unknownFrom(...values);
}

function same(a: Value, b: Value): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === "sequence" && b.kind === "sequence") {
    return a.items.length === b.items.length && a.items.every((item, index) => same(item, b.items[index] as Value));
  }
  if (a.kind === "constant" && b.kind === "constant") return a.value === b.value;
  if (a.kind === "version" && b.kind === "version") return a.text === b.text && a.loose === b.loose;
  if (a.kind === "symbol" && b.kind === "symbol") return lastOf(a.name) === lastOf(b.name);
  if (a.kind === "specifiers" && b.kind === "specifiers") return a.text === b.text;
  if (a.kind === "function" && b.kind === "function") return a.node === b.node;
  return a.kind === "object" || a.kind === "distribution";
}

/** The last part of a dotted name. */
export function lastOf(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf(".") + 1);
}
