import { compare, explain, satisfies } from "../../python/version.ts";
import { constant, originOf, truth, UNCLEAR, unknownFrom, type Value } from "./value.ts";

/** `left operator right`, as Python decides it. */
export function compareValues(left: Value, operator: string, right: Value): Value {
  const result = decide(left, operator, right);
  if (result === undefined) return unknownFrom(left, right);
  const origin = originOf(left) ?? originOf(right);
  return constant(result, origin);
}

function decide(left: Value, operator: string, right: Value): boolean | undefined {
  switch (operator) {
    case "is":
      return identical(left, right);
    case "is not":
      return negate(identical(left, right));
    case "in":
      return contains(right, left);
    case "not in":
      return negate(contains(right, left));
    case "==":
      return equal(left, right);
    case "!=":
    case "<>":
      return negate(equal(left, right));
    default:
      return ordered(order(left, right), operator);
  }
}

/** Whether an item is in a sequence, a text or a set of specifiers; `undefined`: not known. */
export function contains(whole: Value, item: Value): boolean | undefined {
  if (whole.kind === "specifiers") {
    const text = versionText(item);
    return text === undefined ? undefined : satisfies(text, whole.text);
  }
  if (whole.kind === "constant" && typeof whole.value === "string") {
    return item.kind === "constant" && typeof item.value === "string" ? whole.value.includes(item.value) : undefined;
  }
  if (whole.kind !== "sequence") return undefined;
  const answers = whole.items.map((candidate) => equal(item, candidate));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function identical(left: Value, right: Value): boolean | undefined {
  if (isOpaque(left) || isOpaque(right)) return undefined;
  if (left.kind === "constant" && right.kind === "constant") return left.value === right.value;
  return left.kind === "constant" || right.kind === "constant" ? false : undefined;
}

function equal(left: Value, right: Value): boolean | undefined {
  if (isOpaque(left) || isOpaque(right)) return undefined;
  if (left.kind === "constant" && right.kind === "constant") return left.value === right.value;
  const compared = order(left, right);
  if (compared !== undefined) return compared === 0;
  // A packaging Version never equals a text; a sequence is compared item by item above.
  if (left.kind === "version" && !left.loose && right.kind === "constant") return false;
  if (right.kind === "version" && !right.loose && left.kind === "constant") return false;
  return left.kind === "constant" || right.kind === "constant"
    ? left.kind === right.kind
      ? undefined
      : false
    : undefined;
}

/** Negative, 0 or positive; `undefined` when Python would raise, or it is not known. */
function order(left: Value, right: Value): number | undefined {
  if (left.kind === "sequence" && right.kind === "sequence") return orderItems(left.items, right.items);
  if (left.kind === "constant" && right.kind === "constant") return orderConstants(left.value, right.value);
  const loose = (left.kind === "version" && left.loose) || (right.kind === "version" && right.loose);
  if (!loose && (left.kind !== "version" || right.kind !== "version")) return undefined;
  const [a, b] = [versionText(left), versionText(right)];
  if (a === undefined || b === undefined) return undefined;
  if (loose) return orderItems(looseParts(a), looseParts(b));
  return explain(a) === undefined || explain(b) === undefined ? undefined : compare(a, b);
}

function orderConstants(a: string | number | boolean | null, b: string | number | boolean | null): number | undefined {
  if (a === null || b === null) return undefined;
  // Python compares texts by code point, which for versions is what `<` does here too.
  if (typeof a === "string" || typeof b === "string") {
    return typeof a === "string" && typeof b === "string" ? (a < b ? -1 : a > b ? 1 : 0) : undefined;
  }
  return Number(a) - Number(b);
}

function orderItems(left: readonly Value[], right: readonly Value[]): number | undefined {
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [a, b] = [left[index] as Value, right[index] as Value];
    const equality = equal(a, b);
    if (equality === undefined) return undefined;
    if (!equality) return order(a, b);
  }
  return left.length - right.length;
}

/** distutils' LooseVersion: runs of digits, runs of letters, compared as a list: "0.12" comes before "0.12.0". */
function looseParts(text: string): Value[] {
  const parts = text.match(/\d+|[a-z]+|[^\d.a-z]+/g) ?? [];
  return parts.map((part) => constant(/^\d/.test(part) ? Number(part) : part));
}

/** The text of a version, or of a text that stands for one. */
export function versionText(value: Value): string | undefined {
  if (value.kind === "version") return value.text;
  return value.kind === "constant" && typeof value.value === "string" ? value.value : undefined;
}

function ordered(difference: number | undefined, operator: string): boolean | undefined {
  if (difference === undefined) return undefined;
  if (operator === "<") return difference < 0;
  if (operator === "<=") return difference <= 0;
  if (operator === ">") return difference > 0;
  return operator === ">=" ? difference >= 0 : undefined;
}

/** `a < b <= c` is `a < b and b <= c`, and so on for `and`: the first that is false decides. */
export function allOf(values: readonly Value[]): Value {
  const decisive = values.find((value) => truth(value) === false);
  if (decisive !== undefined) return decisive;
  const unknown = values.filter((value) => truth(value) === undefined);
  if (unknown.length > 0) return unknown.some((value) => originOf(value) === "version") ? UNCLEAR : { kind: "unknown" };
  return (values.find((value) => originOf(value) !== undefined) ?? values.at(-1)) as Value;
}

/** `or`: the first that is true decides. */
export function anyOf(values: readonly Value[]): Value {
  const decisive = values.find((value) => truth(value) === true);
  const unknown = values.filter((value) => truth(value) === undefined);
  if (decisive !== undefined && truth(values[0] as Value) !== undefined) return decisive;
  if (decisive !== undefined) return constant(true, originOf(decisive));
  if (unknown.length > 0) return unknown.some((value) => originOf(value) === "version") ? UNCLEAR : { kind: "unknown" };
  return (values.find((value) => originOf(value) !== undefined) ?? values.at(-1)) as Value;
}

/** What may be anything: a library's name, the result of a call. */
function isOpaque({ kind }: Value): boolean {
  return kind === "unknown" || kind === "symbol" || kind === "method" || kind === "skip";
}

function negate(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}
