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

/** Several times what the longest file of a person takes. Milliseconds of processor time: other work on the machine does not count. */
const LONGEST = 1500;

type Parser = InstanceType<TreeSitter["Parser"]>;

/** Loaded once a process: WebAssembly modules take memory for good. */
const runtimes = new Map<string, Promise<TreeSitter>>();
const parsers = new Map<string, Promise<Parser>>();

/** @param actionRoot absolute path of the action's root */
export async function loadPythonParser(actionRoot: string): Promise<ParsePython> {
  const parser = await loadParser(actionRoot, "python");
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error("The grammar was not loaded.");
    return tree;
  };
}

/**
 * The same, with an end for texts that make no sense as Python (`ParseGivenUp`).
 *
 * @param actionRoot absolute path of the action's root
 */
export async function loadBoundedPythonParser(actionRoot: string): Promise<ParsePython> {
  const parser = await loadParser(actionRoot, "python");
  return (text) => parseBounded(parser, text);
}

/** @param actionRoot absolute path of the action's root */
export async function loadShellParser(actionRoot: string): Promise<ParseShell> {
  const parser = await loadParser(actionRoot, "bash");
  return (text) => parseBounded(parser, text);
}

/**
 * Loads web-tree-sitter and a grammar from `dist/tree-sitter/`. They lie beside the bundle as they were published: the
 * bundler cannot take them in (web-tree-sitter finds its `.wasm` by its own address).
 */
function loadParser(actionRoot: string, grammar: Grammar): Promise<Parser> {
  const folder = join(actionRoot, "dist", "tree-sitter");
  const file = join(folder, `tree-sitter-${grammar}.wasm`);
  const parser = parsers.get(file) ?? load(folder, file);
  parsers.set(file, parser);
  return parser;
}

async function load(folder: string, file: string): Promise<Parser> {
  const runtime = runtimes.get(folder) ?? start(folder);
  runtimes.set(folder, runtime);
  const { Parser, Language } = await runtime;
  const parser = new Parser();
  parser.setLanguage(await Language.load(file));
  return parser;
}

function parseBounded(parser: Parser, text: string): Tree {
  const started = process.cpuUsage();
  const progressCallback = () => {
    const { user, system } = process.cpuUsage(started);
    return user + system > LONGEST * 1000;
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
