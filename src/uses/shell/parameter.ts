import type { Node } from "web-tree-sitter";
import { UNKNOWN } from "../use.ts";
import { oneText, type Part } from "./parts.ts";
import type { Scope } from "./scope.ts";
import { unknownFor } from "./templates.ts";
import type { Held } from "./variables.ts";

/** Reads the word behind an operator, `${NAME:-word}`, between two offsets. */
type Argument = (from: number, to: number, quoted: boolean) => Part[];

/** `$NAME`, `${NAME}` and their operators (POSIX.1 XCU 2.6.2, bash's arrays): what is not known becomes `UNKNOWN`. */
export function expandVariable(node: Node, scope: Scope, quoted: boolean, argument: Argument): Part[] {
  const children = node.children.flatMap((child) => child ?? []);
  const parameter = children.findIndex(
    ({ type }) => type === "variable_name" || type === "special_variable_name" || type === "subscript",
  );
  const named = children[parameter];
  const unknown = (name: string): Part[] => [
    { value: unknownFor(scope.source, node.startIndex, node.endIndex), quoted, unknown: [name] },
  ];
  if (named === undefined) return unknown("");
  const subscript = named.type === "subscript" ? named.child(2)?.text : undefined;
  const name = named.type === "subscript" ? (named.child(0)?.text ?? "") : named.text;
  // `${#NAME}`, `${!NAME}`
  if (parameter > 1) return unknown(name);
  const held = lookUp(name, scope);
  const operator = node.type === "expansion" ? children[parameter + 1] : undefined;
  const rest = (): Part[] => argument(operator?.endIndex ?? node.endIndex, node.endIndex - 1, quoted);
  const value = (): Part[] => {
    if (held === undefined) {
      const words = name === "@" || subscript === "@" || (name === "*" && !quoted);
      return words ? anyWords(unknown(name)) : unknown(name);
    }
    const all = name === "@" || name === "*" ? name : undefined;
    return held.array ? array(held, subscript ?? all, quoted, unknown(name)) : text(held, name, quoted);
  };
  switch (operator?.type) {
    case undefined:
    case "}":
      return value();
    case ":-":
    case ":=":
      return held === undefined || isEmpty(held) ? rest() : value();
    case "-":
    case "=":
      return held === undefined ? rest() : value();
    case ":+":
      // Whether it is set is not known where nothing here sets it, and what would be given then still counts.
      return held !== undefined && isEmpty(held) ? [] : rest();
    case "+":
      return rest();
    case ":?":
    case "?":
      return value();
    default:
      return unknown(name);
  }
}

/** `"$@"`, `"${ARGS[@]}"` of what nobody sets: any number of words, quotes or not. */
function anyWords([part]: Part[]): Part[] {
  if (part === undefined) return [];
  return [
    { value: part.value, quoted: false, words: [{ value: part.value, unknown: part.unknown ?? [], spread: true }] },
  ];
}

function lookUp(name: string, scope: Scope): Held | undefined {
  const { positional } = scope;
  if (name === "@" || name === "*") return positional && { array: true, words: positional };
  if (/^\d+$/.test(name)) {
    const word = positional?.[Number(name) - 1];
    return positional === undefined ? undefined : { array: false, words: word === undefined ? [] : [word] };
  }
  const variable = scope.variables.get(name);
  if (variable === undefined) return undefined;
  scope.touched.add(variable);
  return variable.values[scope.picks.get(variable) ?? 0];
}

function text(held: Held, name: string, quoted: boolean): Part[] {
  const { value, unknown } = oneText(held.words);
  return [{ value, quoted, split: !quoted, ...(value.text.includes(UNKNOWN) ? { unknown: [...unknown, name] } : {}) }];
}

function array(held: Held, subscript: string | undefined, quoted: boolean, unknown: Part[]): Part[] {
  if (subscript === "@" || (subscript === "*" && !quoted)) {
    // Without quotes they would be split at their blanks too; nobody means it.
    const words = quoted ? held.words : held.words.filter(({ value }) => value.text !== "");
    return [{ value: { text: "", pieces: [] }, quoted: false, words }];
  }
  if (subscript === "*") return [{ ...oneText(held.words), quoted }];
  // `$ARGS` of an array is its first word.
  const word =
    held.words[subscript === undefined ? 0 : /^\d+$/.test(subscript) ? Number(subscript) : held.words.length];
  return word === undefined ? unknown : [{ value: word.value, quoted, split: !quoted, unknown: word.unknown ?? [] }];
}

function isEmpty(held: Held): boolean {
  return held.words.every(({ value }) => value.text === "");
}
