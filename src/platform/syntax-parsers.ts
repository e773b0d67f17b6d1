import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Tree } from "web-tree-sitter";

/**
 * The syntax tree of a text. Both grammars are error tolerant: there is a tree for any text. Rows are 0-based, columns are
 * 0-based UTF-16 units. Trees live in WebAssembly's memory: call `tree.delete()` when done with one.
 */
export type Parse = (text: string) => Tree;
export type ParsePython = Parse;
export type ParseShell = Parse;

type TreeSitter = typeof import("web-tree-sitter");
type Grammar = "python" | "bash";

/** Loaded once a process: WebAssembly modules take memory for good. */
const runtimes = new Map<string, Promise<TreeSitter>>();
const parsers = new Map<string, Promise<Parse>>();

/** @param actionRoot absolute path of the action's root */
export function loadPythonParser(actionRoot: string): Promise<ParsePython> {
  return loadParser(actionRoot, "python");
}

/** @param actionRoot absolute path of the action's root */
export function loadShellParser(actionRoot: string): Promise<ParseShell> {
  return loadParser(actionRoot, "bash");
}

/**
 * Loads web-tree-sitter and a grammar from `dist/tree-sitter/`. They lie beside the bundle as they were published: the
 * bundler cannot take them in (web-tree-sitter finds its `.wasm` by its own address).
 */
function loadParser(actionRoot: string, grammar: Grammar): Promise<Parse> {
  const folder = join(actionRoot, "dist", "tree-sitter");
  const file = join(folder, `tree-sitter-${grammar}.wasm`);
  const parser = parsers.get(file) ?? load(folder, file);
  parsers.set(file, parser);
  return parser;
}

async function load(folder: string, file: string): Promise<Parse> {
  const runtime = runtimes.get(folder) ?? start(folder);
  runtimes.set(folder, runtime);
  const { Parser, Language } = await runtime;
  const parser = new Parser();
  parser.setLanguage(await Language.load(file));
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error("The grammar was not loaded.");
    return tree;
  };
}

async function start(folder: string): Promise<TreeSitter> {
  const address = pathToFileURL(join(folder, "web-tree-sitter.js")).href;
  const treeSitter: TreeSitter = await import(/* webpackIgnore: true */ address);
  await treeSitter.Parser.init();
  return treeSitter;
}
