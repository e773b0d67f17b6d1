import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { UNKNOWN } from "../use.ts";
import { jsonText } from "./json-text.ts";
import type { PythonSyntax } from "./python-module.ts";
import { type SpelledText, slice, textOf } from "./spelled-text.ts";
import { withoutFields } from "./text-formats.ts";
import { blank, type Item, itemsOf, type Value } from "./value.ts";

interface Reading {
  readonly module: PythonSyntax;
  readonly values: (node: SyntaxNode) => readonly Value[];
}

/** Functions that give back what they get, as far as words are concerned. */
const SAME = new Set([
  ...["list", "tuple", "str", "copy", "deepcopy", "dedent", "cleandoc", "which", "fspath", "strip", "lstrip", "rstrip"],
  ...["sorted", "quote", "Path", "expanduser", "cast"],
]);
const OF_OBJECT = new Set(["copy", "strip", "lstrip", "rstrip"]);

/** What a call gives back, where that is plain: text and list functions of the standard library, functions of the same file. */
export function callValues(call: SyntaxNode, { module, values }: Reading): readonly Value[] {
  const { source } = module;
  const callee = child(call, "function");
  const given = child(call, "arguments")?.children.filter((one) => one.type !== "comment") ?? [];
  if (callee === undefined) return [];
  const object = callee.type === "attribute" ? child(callee, "object") : undefined;
  const named = callee.type === "attribute" ? child(callee, "attribute") : callee;
  const name = named === undefined ? "" : source(named);
  const [first] = given;
  const last = given.at(-1);
  if (name === "join" && first !== undefined && object !== undefined) return joined(object, first, values);
  if (name === "dumps" && first !== undefined) {
    const text = jsonText(first, { module, values });
    return text === undefined ? [] : [{ kind: "text", text }];
  }
  if (name === "split") return split(object !== undefined && source(object) === "shlex" ? first : object, values);
  if (name === "format" && object !== undefined)
    return values(object).map((value) => (value.kind === "text" ? withoutFields(value.text) : value));
  if ((name === "map" || name === "filter") && last !== undefined && object === undefined) return values(last);
  if (OF_OBJECT.has(name) && object !== undefined && source(object) !== "copy") return values(object);
  if (SAME.has(name) && last !== undefined) return values(name === "cast" ? last : (first ?? last));
  return returned(name, callee, { module, values });
}

/** `" ".join(cmd)`, `shlex.join(cmd)`. */
function joined(object: SyntaxNode, list: SyntaxNode, values: Reading["values"]): Value[] {
  const [separator] = values(object);
  if (separator !== undefined && (separator.kind !== "text" || !/^[\s\\]+$/.test(textOf(separator.text)))) return [];
  return values(list).flatMap((value): Value[] => {
    if (value.kind !== "list") return [];
    const text = value.items.flatMap((item, at): SpelledText => (at === 0 ? item.text : [blank(list), ...item.text]));
    return [{ kind: "text", text }];
  });
}

/** `shlex.split(text)`, `text.split()`. */
function split(node: SyntaxNode | undefined, values: Reading["values"]): Value[] {
  if (node === undefined) return [];
  return values(node).flatMap((value): Value[] => (value.kind === "text" ? [wordsOf(value.text)] : []));
}

/** The words of a text as `shlex` parts them. */
function wordsOf(value: SpelledText): Value {
  const items: Item[] = [];
  const text = textOf(value);
  for (const { 0: word, index } of text.matchAll(/(?:"[^"]*"|'[^']*'|\\[\s\S]|[^\s"'\\])+/g)) {
    const quoted = /^(["'])[^"']*\1$/.test(word) ? 1 : 0;
    const part = slice(value, index + quoted, index + word.length - quoted);
    items.push({ text: part, ...(textOf(part) === UNKNOWN ? { spread: true } : {}) });
  }
  return { kind: "list", items };
}

/** What a function of this file returns, `build_command()`, where there is one of that name. */
function returned(name: string, callee: SyntaxNode, { module, values }: Reading): readonly Value[] {
  if (callee.type === "attribute" && !/^(?:self|cls)\./.test(module.source(callee))) return [];
  const functions = functionsNamed(name, module);
  const [only] = functions;
  if (only === undefined || functions.length > 1) return [];
  return returnsOf(only, module).flatMap((value) => {
    const found = values(value);
    return found.length > 0 || value.type === "none" ? found : [{ kind: "list" as const, items: itemsOf([], value) }];
  });
}

export function functionsNamed(name: string, module: PythonSyntax): SyntaxNode[] {
  return module.nodes("function_definition").filter((one) => {
    const named = child(one, "name");
    return named !== undefined && module.source(named) === name;
  });
}

function returnsOf(definition: SyntaxNode, module: PythonSyntax): SyntaxNode[] {
  return module
    .nodes("return_statement")
    .filter((one) => one.scope === definition)
    .flatMap((one) => one.children.slice(0, 1));
}
