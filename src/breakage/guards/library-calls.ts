import type { Analysis } from "./analysis.ts";
import { versionText } from "./comparison.ts";
import { isVllm } from "./imports.ts";
import { attributeOf } from "./members.ts";
import type { Arguments } from "./named-conditions.ts";
import { constant, lastOf, NONE, originOf, truth, UNKNOWN, unknownFrom, type Value, withOrigin } from "./value.ts";

/** A call of a library's function, known by its dotted name; `undefined` when it is none that matters here. */
export function callLibrary(
  name: string,
  args: Arguments,
  from: string | undefined,
  analysis: Analysis,
): Value | undefined {
  const [first] = args.positional;
  const last = lastOf(name);
  const marked = skipMark(last, args);
  if (marked !== undefined) return marked;
  if (first === undefined) return undefined;
  const text = versionText(first);
  switch (last) {
    case "parse":
    case "Version":
    case "parse_version":
      return text === undefined ? unknownFrom(first) : { kind: "version", text, loose: false, origin: originOf(first) };
    case "LooseVersion":
    case "StrictVersion":
      return text === undefined ? unknownFrom(first) : { kind: "version", text, loose: true, origin: originOf(first) };
    case "SpecifierSet":
    case "Specifier":
      return text === undefined ? undefined : { kind: "specifiers", text };
    case "version":
      return text === "vllm" ? constant(analysis.target, "version") : undefined;
    case "get_distribution":
    case "distribution":
      return text === "vllm" ? { kind: "distribution", origin: "version" } : undefined;
    case "find_spec":
      return text === undefined || !isVllm(text) ? undefined : found(analysis.context.imports(text));
    case "import_module":
    case "__import__":
      return text === undefined ? undefined : { kind: "symbol", name: text, ...(from === undefined ? {} : { from }) };
    default:
      return name === last ? builtin(name, args.positional, analysis) : undefined;
  }
}

/** `find_spec` of a module of vLLM's. That of vLLM itself is there: this is about a release of it. */
function found(answer: boolean | undefined): Value {
  if (answer === undefined) return UNKNOWN;
  return answer ? { kind: "object", origin: "imports" } : { ...NONE, origin: "imports" };
}

function skipMark(last: string, { positional, keywords }: Arguments): Value | undefined {
  const when = positional[0] ?? keywords.get("condition");
  if (last === "skip") return { kind: "skip", when: constant(true) };
  // A condition in quotes is evaluated by pytest, in a namespace of its own.
  if (when === undefined || (when.kind === "constant" && typeof when.value === "string")) return undefined;
  if (last === "skipif" || last === "skipIf") return { kind: "skip", when };
  if (last !== "skipUnless") return undefined;
  const answer = truth(when);
  return { kind: "skip", when: answer === undefined ? when : constant(!answer, originOf(when)) };
}

function builtin(name: string, args: readonly Value[], analysis: Analysis): Value | undefined {
  const [first, second] = args as [Value, Value | undefined];
  const origin = originOf(first);
  switch (name) {
    case "int":
    case "float":
      return withOrigin(numeric(name, first), origin);
    case "str":
      return first.kind === "constant" && first.value !== null
        ? withOrigin(constant(String(first.value)), origin)
        : text(first);
    case "bool": {
      const answer = truth(first);
      return answer === undefined ? first : constant(answer, origin);
    }
    case "tuple":
    case "list":
    case "set":
    case "frozenset":
      return first.kind === "sequence" ? first : unknownFrom(first);
    case "len":
      return first.kind === "sequence" ? constant(first.items.length, origin) : unknownFrom(first);
    case "map":
      return second?.kind === "sequence" && first.kind === "symbol"
        ? { ...second, items: second.items.map((item) => builtin(first.name, [item], analysis) ?? unknownFrom(item)) }
        : unknownFrom(...args);
    case "getattr":
      return second?.kind === "constant" && typeof second.value === "string" && first.kind === "symbol"
        ? attributeOf(first, second.value, analysis)
        : unknownFrom(first);
    case "hasattr":
      return second === undefined ? undefined : has(first, second, analysis);
    default:
      return undefined;
  }
}

/** `hasattr(vllm.config, "CompilationLevel")`: what can be imported from a module is an attribute of it. */
function has(owner: Value, name: Value, analysis: Analysis): Value {
  if (owner.kind !== "symbol" || name.kind !== "constant" || typeof name.value !== "string") return UNKNOWN;
  if (!isVllm(owner.name)) return UNKNOWN;
  if (/^__version(?:_tuple)?__$/.test(name.value)) return constant(true, "imports");
  const answer = analysis.context.imports(owner.name, name.value);
  return answer === undefined ? UNKNOWN : constant(answer, "imports");
}

function text(value: Value): Value {
  const known = versionText(value);
  return known === undefined ? unknownFrom(value) : constant(known, originOf(value));
}

function numeric(name: string, value: Value): Value {
  if (value.kind === "constant" && typeof value.value === "number") {
    return constant(name === "int" ? Math.trunc(value.value) : value.value);
  }
  const written = versionText(value);
  if (written === undefined || !/^\s*\d{1,15}(?:\.\d{1,15})?\s*$/.test(written)) return unknownFrom(value);
  return name === "int" && written.includes(".") ? unknownFrom(value) : constant(Number(written));
}
