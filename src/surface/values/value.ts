import type { SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { ClassSource, FunctionSource } from "../classes/class-source.ts";
import type { PythonModule } from "../classes/python-module.ts";

/** What a Python expression comes to, as far as its text tells. Lists and dictionaries are shared and change, as in Python. */
export type Value =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly number: number; readonly float: boolean }
  | { readonly kind: "truth"; readonly truth: boolean }
  | { readonly kind: "none" }
  /** Lists, tuples and sets. */
  | { readonly kind: "list"; readonly items: Value[]; readonly brackets: "[]" | "()" | "{}" }
  /** `open`: it has more entries than these. */
  | { readonly kind: "dictionary"; readonly entries: Map<string, Value>; open: boolean }
  | { readonly kind: "class"; readonly class: ClassSource }
  | { readonly kind: "member"; readonly of: ClassSource; readonly name: string; readonly value: Value }
  | { readonly kind: "module"; readonly module: PythonModule }
  | { readonly kind: "function"; readonly function: FunctionSource; readonly of?: ClassSource }
  /** A type expression: `Literal["a", "b"]`, `int | None`. */
  | { readonly kind: "type"; readonly node: SyntaxNode; readonly module: PythonModule }
  /** Of another package: `argparse.BooleanOptionalAction`. */
  | { readonly kind: "external"; readonly path: string }
  /** Something that only the one who evaluates knows, such as a parser. */
  | { readonly kind: "object"; readonly name: string }
  | { readonly kind: "unknown" };

/** Nobody can tell. */
export const UNKNOWN: Value = { kind: "unknown" };
/** Python's `None`. */
export const NONE: Value = { kind: "none" };
/** A string. */
export const text = (value: string): Value => ({ kind: "text", text: value });

/** A value can hold itself, and that many times over. */
const DEEPEST = 10;
const LONGEST_SOURCE = 200_000;

/** Python source of a constant in one spelling, whatever quotes and breaks the release writes; `undefined` for what is computed. */
export function pythonSource(value: Value, depth = 0, budget = { left: LONGEST_SOURCE }): string | undefined {
  budget.left -= value.kind === "text" ? value.text.length : 1;
  if (depth > DEEPEST || budget.left < 0) return undefined;
  const source = (inner: Value) => pythonSource(inner, depth + 1, budget);
  switch (value.kind) {
    case "text":
      return quoted(value.text);
    case "number":
      return value.float ? floatSource(value.number) : String(value.number);
    case "truth":
      return value.truth ? "True" : "False";
    case "none":
      return "None";
    case "member":
      return source(value.value);
    case "list": {
      const items = value.items.map(source);
      if (items.includes(undefined)) return undefined;
      if (value.brackets === "{}" && items.length === 0) return "set()";
      const comma = value.brackets === "()" && items.length === 1 ? "," : "";
      return `${value.brackets[0]}${items.join(", ")}${comma}${value.brackets[1]}`;
    }
    case "dictionary": {
      if (value.open) return undefined;
      const pairs = [...value.entries].map(([key, item]) => {
        budget.left -= key.length;
        return [quoted(key), source(item)];
      });
      return pairs.some(([, item]) => item === undefined)
        ? undefined
        : `{${pairs.map((pair) => pair.join(": ")).join(", ")}}`;
    }
    default:
      return undefined;
  }
}

/** As Python's `repr` writes it: single quotes, unless they are in the text and double ones are not. */
function quoted(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const escaped = value.replace(/[\\\n\r\t]/g, (one) => ESCAPED[one] ?? one);
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`;
}

const ESCAPED: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** As Python's `repr` writes it. */
function floatSource(number: number): string {
  const size = Math.abs(number);
  if (!Number.isFinite(number)) return number > 0 ? "inf" : number < 0 ? "-inf" : "nan";
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return number.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }
  const written = String(number);
  return written.includes(".") ? written : `${written}.0`;
}
