import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Tree } from "web-tree-sitter";

/**
 * The syntax tree of a Python text. The grammar is error tolerant: there is a tree for any text. Rows are 0-based, columns are
 * 0-based UTF-16 units. Trees live in WebAssembly's memory: call `tree.delete()` when done with one.
 */
export type ParsePython = (text: string) => Tree;

type TreeSitter = typeof import("web-tree-sitter");

/** Loaded once a process: WebAssembly modules take memory for good. */
const loaded = new Map<string, Promise<ParsePython>>();

/**
 * Loads web-tree-sitter and the Python grammar from `dist/tree-sitter/`. They lie beside the bundle as they were published: the
 * bundler cannot take them in (web-tree-sitter finds its `.wasm` by its own address).
 *
 * @param actionRoot absolute path of the action's root
 */
export function loadPythonParser(actionRoot: string): Promise<ParsePython> {
  const folder = join(actionRoot, "dist", "tree-sitter");
  const parser = loaded.get(folder) ?? load(folder);
  loaded.set(folder, parser);
  return parser;
}

async function load(folder: string): Promise<ParsePython> {
  const address = pathToFileURL(join(folder, "web-tree-sitter.js")).href;
  const { Parser, Language }: TreeSitter = await import(/* webpackIgnore: true */ address);
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(join(folder, "tree-sitter-python.wasm")));
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error("The Python grammar was not loaded.");
    return tree;
  };
}
