import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Tree } from "web-tree-sitter";
import { ParseGivenUp } from "./parse-given-up.ts";

/**
 * The syntax tree of a text. Both grammars are error tolerant: there is a tree for any text. Rows are 0-based, columns are
 * 0-based UTF-16 units. Trees live in WebAssembly's memory: call `tree.delete()` when done with one.
 */
export type Parse = (text: string) => Tree;
export type ParsePython = Parse;
/** @throws {ParseGivenUp} its grammar takes time that grows with the square of a text that makes no sense to it */
export type ParseShell = Parse;

type TreeSitter = typeof import("web-tree-sitter");
type Grammar = "python" | "bash";

/** Ten times what the longest script of a person takes. Milliseconds of processor time: other work on the machine does not count. */
const LONGEST_SHELL = 1500;

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
  const parser = parsers.get(file) ?? load(folder, file, grammar);
  parsers.set(file, parser);
  return parser;
}

async function load(folder: string, file: string, grammar: Grammar): Promise<Parse> {
  const runtime = runtimes.get(folder) ?? start(folder);
  runtimes.set(folder, runtime);
  const { Parser, Language } = await runtime;
  const parser = new Parser();
  parser.setLanguage(await Language.load(file));
  if (grammar === "bash") return (text) => parseBounded(parser, text);
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error("The grammar was not loaded.");
    return tree;
  };
}

function parseBounded(parser: InstanceType<TreeSitter["Parser"]>, text: string): Tree {
  const started = process.cpuUsage();
  const progressCallback = () => {
    const { user, system } = process.cpuUsage(started);
    return user + system > LONGEST_SHELL * 1000;
  };
  // The grammar takes a null byte for the end of the text over and over, and asks nobody meanwhile.
  const tree = parser.parse(text.replaceAll("\0", " "), null, { progressCallback });
  if (tree !== null) return tree;
  parser.reset();
  throw new ParseGivenUp();
}

async function start(folder: string): Promise<TreeSitter> {
  const address = pathToFileURL(join(folder, "web-tree-sitter.js")).href;
  const treeSitter: TreeSitter = await import(/* webpackIgnore: true */ address);
  await treeSitter.Parser.init();
  return treeSitter;
}
