import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { functionsNamed } from "../../uses/python/call-values.ts";
import { textOf } from "../../uses/python/spelled-text.ts";
import { variableOf } from "../../uses/python/variable-values.ts";
import { calleeOf } from "./holders.ts";
import type { PythonSource } from "./python-source.ts";

/** An entry of a dictionary whose key is a text. */
interface DictionaryEntry {
  readonly key: string;
  readonly value: SyntaxNode;
}

/**
 * The entries of a dictionary: `{…}`, `{**other}`, `dict(a=…)`, a variable with all that is put into it (`extras["all"] = …`,
 * `extras.update({…})`), a function of the file that returns one.
 */
export function dictionaryEntries(
  node: SyntaxNode,
  source: PythonSource,
  read = new Set<unknown>(),
): readonly DictionaryEntry[] {
  // What is put into itself has no end.
  if (read.has(node)) return [];
  read.add(node);
  const { module } = source;
  const inner = (one: SyntaxNode | undefined) => (one === undefined ? [] : dictionaryEntries(one, source, read));
  switch (node.type) {
    case "dictionary":
      return node.children.flatMap((item) => {
        if (item.type === "dictionary_splat") return item.children.flatMap(inner);
        return item.type === "pair" ? entry(child(item, "key"), child(item, "value"), source) : [];
      });
    case "call": {
      const name = calleeOf(node, module);
      const given = child(node, "arguments")?.children ?? [];
      if (name === "dict") {
        return given.flatMap((item) => {
          const [key, value] = [child(item, "name"), child(item, "value")];
          if (item.type !== "keyword_argument" || key === undefined || value === undefined) return inner(item);
          return [{ key: module.source(key), value }];
        });
      }
      const [only, ...others] = functionsNamed(name, module);
      if (only === undefined || others.length > 0) return [];
      const returns = module.nodes("return_statement").filter((one) => one.scope === only);
      return returns.flatMap((one) => inner(one.children[0]));
    }
    case "identifier":
    case "attribute":
      return ofVariable(node, source, { read, inner });
    default:
      return [];
  }
}

function ofVariable(
  node: SyntaxNode,
  source: PythonSource,
  {
    read,
    inner,
  }: { readonly read: Set<unknown>; readonly inner: (one: SyntaxNode | undefined) => readonly DictionaryEntry[] },
): readonly DictionaryEntry[] {
  const uses = variableOf(node, source.module)?.uses ?? [];
  if (read.has(uses[0])) return [];
  read.add(uses[0]);
  return uses.flatMap((use) => {
    const { parent } = use;
    if (parent?.type === "assignment" && use.field === "left") return inner(child(parent, "right"));
    const holder = parent?.parent;
    if (parent?.type === "subscript" && parent.field === "left" && holder?.type === "assignment") {
      return entry(child(parent, "subscript"), child(holder, "right"), source);
    }
    if (parent?.type === "attribute" && holder?.type === "call" && calleeOf(holder, source.module) === "update") {
      return (child(holder, "arguments")?.children ?? []).flatMap(inner);
    }
    return [];
  });
}

function entry(
  key: SyntaxNode | undefined,
  value: SyntaxNode | undefined,
  { evaluator }: PythonSource,
): DictionaryEntry[] {
  const text = key && evaluator.text(key);
  return text === undefined || value === undefined ? [] : [{ key: textOf(text), value }];
}
