import type { Node } from "web-tree-sitter";
import type { ModuleStatement } from "./module-statements.ts";

/** The strings a literal holds; for a dict its keys, with the values that are strings too. */
export type Strings = ReadonlyMap<string, string | undefined>;

/** The text of a plain string literal: no f-string, no escapes. */
export function stringValue(node: Node | null): string | undefined {
  if (node?.type === "parenthesized_expression") return stringValue(node.namedChildren[0] ?? null);
  if (node?.type !== "string" || node.namedChildren.some((child) => child?.type === "interpolation")) return undefined;
  return /^[rub]?(?:"([^"\\]*)"|'([^'\\]*)')$/i
    .exec(node.text)
    ?.slice(1)
    .find((text) => text !== undefined);
}

/** @returns `undefined` for anything but a literal of strings alone */
export function literalStrings(node: Node | null): Strings | undefined {
  if (node === null) return undefined;
  if (node.type === "dictionary") return dictionary(node);
  if (/^(?:set|list|tuple)$/.test(node.type)) return members(node);
  if (node.type !== "call") return undefined;
  const [argument, ...more] = node.childForFieldName("arguments")?.namedChildren ?? [];
  const wraps = /^(?:frozenset|set|tuple|list|dict)$/.test(node.childForFieldName("function")?.text ?? "");
  return wraps && more.length === 0 && argument?.type !== "call" ? literalStrings(argument ?? null) : undefined;
}

function dictionary(node: Node): Strings | undefined {
  const strings = new Map<string, string | undefined>();
  for (const pair of node.namedChildren) {
    if (pair?.type === "comment") continue;
    const key = pair?.type === "pair" ? stringValue(pair.childForFieldName("key")) : undefined;
    if (key === undefined) return undefined;
    strings.set(key, stringValue(pair?.childForFieldName("value") ?? null));
  }
  return strings;
}

function members(node: Node): Strings | undefined {
  const strings = new Map<string, string | undefined>();
  for (const child of node.namedChildren) {
    if (child?.type === "comment") continue;
    const value = stringValue(child);
    if (value === undefined) return undefined;
    strings.set(value, undefined);
  }
  return strings;
}

/**
 * What a module-level name holds when nothing but one literal and later `NAME["key"] = …` made it.
 *
 * @returns `undefined` where it cannot be told
 */
export function collectionNamed(
  name: string,
  statements: readonly ModuleStatement[],
  text: string,
): Strings | undefined {
  // A method that changes it, anywhere in the module.
  if (
    new RegExp(
      `\\b${name}\\s?\\.\\s?(?:update|pop|popitem|setdefault|clear|add|discard|extend|append|insert|remove)\\b`,
    ).test(text)
  )
    return undefined;
  let found: Map<string, string | undefined> | undefined;
  for (const { node, scope } of statements) {
    const assignment = node.type === "expression_statement" ? node.namedChildren[0] : undefined;
    const left = assignment?.childForFieldName("left");
    if (scope === "types" || left === null || left === undefined) continue;
    if (left.type === "subscript" && left.childForFieldName("value")?.text === name) {
      const key = stringValue(left.childForFieldName("subscript"));
      if (key === undefined || found === undefined) return undefined;
      found.set(key, undefined);
    } else if (left.type === "identifier" && left.text === name) {
      const strings = literalStrings(assignment?.childForFieldName("right") ?? null);
      if (strings === undefined) return undefined;
      const extended = assignment?.type === "augmented_assignment";
      if (extended ? found === undefined : found !== undefined) return undefined;
      found = new Map([...(found ?? []), ...strings]);
    }
  }
  return found;
}
