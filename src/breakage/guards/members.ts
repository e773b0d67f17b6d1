import { explain, isPrerelease } from "../../python/version.ts";
import type { Analysis } from "./analysis.ts";
import { contains, versionText } from "./comparison.ts";
import { isVllm } from "./imports.ts";
import { exported } from "./lookup.ts";
import { symbolValue } from "./symbols.ts";
import { constant, originOf, UNCLEAR, UNKNOWN, unknownFrom, type Value, withOrigin } from "./value.ts";

/** `value.name`. */
export function attributeOf(value: Value, name: string, analysis: Analysis): Value {
  switch (value.kind) {
    case "symbol":
      return symbolAttribute(value.name, name, value.from, analysis);
    case "version":
      return withOrigin(versionAttribute(value.text, name), value.origin);
    case "distribution":
      if (name === "version") return constant(analysis.target, "version");
      return name === "metadata" ? value : UNKNOWN;
    case "unknown":
      return value;
    default:
      return { kind: "method", receiver: value, name };
  }
}

function symbolAttribute(owner: string, name: string, from: string | undefined, analysis: Analysis): Value {
  const dotted = owner.endsWith(".") ? `${owner}${name}` : `${owner}.${name}`;
  if (!isVllm(owner) && from !== undefined) {
    const parsed = analysis.context.module(owner, from);
    const value = parsed && exported(name, analysis.source(parsed).root, analysis);
    if (value !== undefined) return value;
  }
  const value = symbolValue(dotted, analysis);
  return value.kind === "symbol" && from !== undefined ? { ...value, from } : value;
}

function versionAttribute(text: string, name: string): Value {
  const version = explain(text);
  if (version === undefined) return UNCLEAR;
  const [major = 0, minor = 0, micro = 0] = version.release;
  switch (name) {
    case "release":
    case "version":
      return { kind: "sequence", items: version.release.map((part) => constant(part)) };
    case "major":
      return constant(major);
    case "minor":
      return constant(minor);
    case "micro":
    case "patch":
      return constant(micro);
    case "base_version":
      return constant(version.base);
    case "public":
      return constant(version.public);
    case "local":
      return constant(version.local ?? null);
    case "is_prerelease":
      return constant(isPrerelease(text) ?? false);
    case "is_postrelease":
      return constant(version.post !== undefined);
    case "is_devrelease":
      return constant(version.dev !== undefined);
    default:
      return UNCLEAR;
  }
}

/** A method call on a known value. */
export function callMethod(receiver: Value, name: string, args: readonly Value[]): Value {
  const origin = originOf(receiver) ?? args.map(originOf).find((known) => known !== undefined);
  if (receiver.kind === "specifiers" && name === "contains") {
    const answer = args[0] && contains(receiver, args[0]);
    return answer === undefined ? unknownFrom(receiver, ...args) : constant(answer, origin);
  }
  if (receiver.kind === "constant" && typeof receiver.value === "string") {
    return withOrigin(textMethod(receiver.value, name, args) ?? unknownFrom(receiver, ...args), origin);
  }
  return unknownFrom(receiver, ...args);
}

function textMethod(text: string, name: string, args: readonly Value[]): Value | undefined {
  const [first] = args;
  const plain = first === undefined ? undefined : versionText(first);
  switch (name) {
    case "startswith":
    case "endswith": {
      const options = first?.kind === "sequence" ? first.items.map(versionText) : [plain];
      if (options.includes(undefined) || args.length !== 1) return undefined;
      const test = (part: string) => (name === "startswith" ? text.startsWith(part) : text.endsWith(part));
      return constant((options as string[]).some(test));
    }
    case "split":
    case "rsplit":
      return plain === undefined || plain === "" ? undefined : split(text, plain, name === "rsplit", args[1]);
    case "strip":
      return args.length === 0 ? constant(text.trim()) : undefined;
    case "lstrip":
      return plain === "v" ? constant(text.replace(/^v+/, "")) : undefined;
    case "lower":
      return constant(text.toLowerCase());
    case "removeprefix":
      return plain === undefined ? undefined : constant(text.startsWith(plain) ? text.slice(plain.length) : text);
    case "removesuffix":
      return plain === undefined ? undefined : constant(text.endsWith(plain) ? text.slice(0, -plain.length) : text);
    case "partition": {
      if (!plain) return undefined;
      const at = text.indexOf(plain);
      const parts = at === -1 ? [text, "", ""] : [text.slice(0, at), plain, text.slice(at + plain.length)];
      return { kind: "sequence", items: parts.map((part) => constant(part)) };
    }
    case "replace": {
      const by = args[1] && versionText(args[1]);
      return plain && by !== undefined && args.length === 2 ? constant(text.replaceAll(plain, by)) : undefined;
    }
    case "join":
      return joined(text, first);
    default:
      return undefined;
  }
}

function split(text: string, separator: string, fromEnd: boolean, limit: Value | undefined): Value | undefined {
  let parts = text.split(separator);
  if (limit !== undefined) {
    if (limit.kind !== "constant" || typeof limit.value !== "number" || limit.value < 1) return undefined;
    const rest = parts.length - limit.value;
    if (rest > 1 && fromEnd) parts = [parts.slice(0, rest).join(separator), ...parts.slice(rest)];
    else if (rest > 1) parts = [...parts.slice(0, limit.value), parts.slice(limit.value).join(separator)];
  }
  return { kind: "sequence", items: parts.map((part) => constant(part)) };
}

function joined(separator: string, items: Value | undefined): Value | undefined {
  if (items?.kind !== "sequence") return undefined;
  const texts = items.items.map((item) => (item.kind === "constant" ? item.value : undefined));
  return texts.every((text) => typeof text === "string") ? constant(texts.join(separator), originOf(items)) : undefined;
}

/** `value[subscript]`, `value[from:to]`. */
export function itemOf(value: Value, subscript: Value | readonly (Value | undefined)[]): Value {
  if (value.kind === "distribution") return UNCLEAR;
  const text = value.kind === "constant" && typeof value.value === "string" ? value.value : undefined;
  const length = value.kind === "sequence" ? value.items.length : text?.length;
  if (length === undefined) return unknownFrom(value);
  if (isSlice(subscript)) {
    const bounds = subscript.map((bound) => (bound === undefined ? undefined : number(bound)));
    if (subscript.some((bound, index) => bound !== undefined && bounds[index] === undefined)) return unknownFrom(value);
    if (subscript.length > 2) return unknownFrom(value);
    const [from, to] = bounds;
    if (value.kind === "sequence") return { ...value, items: value.items.slice(from ?? 0, to) };
    return constant((text as string).slice(from ?? 0, to), value.origin);
  }
  const index = number(subscript);
  if (index === undefined) return unknownFrom(value, subscript);
  if (value.kind === "sequence") {
    const item = value.items.at(index);
    return item === undefined ? unknownFrom(value) : withOrigin(item, value.origin);
  }
  const character = (text as string).at(index);
  return character === undefined ? unknownFrom(value) : constant(character, value.origin);
}

function isSlice(subscript: Value | readonly (Value | undefined)[]): subscript is readonly (Value | undefined)[] {
  return Array.isArray(subscript);
}

function number(value: Value): number | undefined {
  return value.kind === "constant" && typeof value.value === "number" ? value.value : undefined;
}
