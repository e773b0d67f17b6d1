import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { type Item, itemsOf, type Value } from "../../uses/python/value.ts";
import { UNKNOWN } from "../../uses/use.ts";
import type { DeclareOptions } from "../declare.ts";
import type { Draft } from "../draft.ts";
import { applyIndex, applyOptions, splitArguments } from "../pip-options.ts";
import { normalizePath } from "../repository-path.ts";
import { shellCommands } from "../shell-words.ts";
import { declareWord, installRoom, mayInstall, readInstallText, readInstallWords } from "./install-command.ts";
import type { PythonSource } from "./python-source.ts";

/** What is read of a file's installations. */
export interface Installs {
  readonly draft: Draft;
  readonly source: PythonSource;
  readonly options: DeclareOptions;
  /** Nodes that were read, each with the number of its command. */
  readonly read: Map<SyntaxNode, number>;
  readonly first: number;
}

const INDEX_KEYWORDS = { index_url: "index", extra_index_url: "extra-index", find_links: "find-links" } as const;

/** A call of an image builder: every text it is given is a requirement, keywords say which index. */
export function readInstallCall(call: SyntaxNode, installs: Installs): void {
  const options = begin(call, installs);
  if (options === undefined) return;
  installs.draft.command({ ...options, projects: [] }, () => {
    for (const argument of argumentsOf(call)) readArgument(argument, installs, options);
  });
}

function readArgument(argument: SyntaxNode, { draft, source }: Installs, options: DeclareOptions): void {
  if (argument.type !== "keyword_argument") {
    for (const item of itemsAt(argument, source)) declareWord(draft, source.trace(item.text), options);
    return;
  }
  const value = child(argument, "value");
  const name = source.module.source(child(argument, "name") ?? argument);
  if (value === undefined) return;
  const kind = INDEX_KEYWORDS[name as keyof typeof INDEX_KEYWORDS];
  for (const item of itemsAt(value, source)) {
    const text = source.trace(item.text);
    if (text.text.includes(UNKNOWN)) continue;
    if (kind !== undefined) applyIndex(draft, kind, text, options);
    else if (name === "extra_options") {
      const { options: given } = splitArguments([...shellCommands(text, () => undefined)].flat());
      applyOptions(draft, given, options, (path) => ({ path: normalizePath(path), optional: true }));
    } else if (name === "packages" || name === "requirements") declareWord(draft, text, options);
  }
}

/** A call that runs something, or a value that is named for a command: a list is its words, or several commands. */
export function readRunCall(node: SyntaxNode, installs: Installs): void {
  const options = begin(node, installs);
  if (options === undefined) return;
  const { draft, source } = installs;
  const given = node.type === "call" ? argumentsOf(node) : [node];
  const values = given.flatMap((argument) => valuesAt(argument, source));
  for (const value of values) {
    if (value.kind === "text") readInstallText(source.trace(value.text), installRoom(draft, options));
    else readList(value.items, installs, options);
  }
  // `create_subprocess_exec("pip", "install", "vllm==…")`: the arguments are the words.
  const texts = values.flatMap((value) => (value.kind === "text" ? [{ text: value.text }] : []));
  if (texts.length > 1) readList(texts, installs, options);
}

function readList(items: readonly Item[], { draft, source }: Installs, options: DeclareOptions): void {
  const words = items.map(({ text }) => source.trace(text));
  const scripts = words.filter(({ text }) => mayInstall(text));
  const room = installRoom(draft, options);
  for (const script of scripts) readInstallText(script, room);
  if (scripts.length === 0) readInstallWords(words, room);
}

/** A list of requirements by its name, or one requirement. */
export function readNamedList(node: SyntaxNode, installs: Installs): void {
  const options = begin(node, installs);
  if (options === undefined) return;
  const { draft, source } = installs;
  for (const item of itemsAt(node, source)) declareWord(draft, source.trace(item.text), options);
}

/** Options of a command that was not read yet. */
function begin(node: SyntaxNode, { read, first, options }: Installs): DeclareOptions | undefined {
  if (read.has(node)) return undefined;
  const command = first + read.size;
  read.set(node, command);
  return { ...options, command };
}

function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  const given = child(call, "arguments");
  return given?.type === "argument_list" ? given.children.filter(({ type }) => type !== "comment") : [];
}

function valuesAt(argument: SyntaxNode, { evaluator }: PythonSource): readonly Value[] {
  const value = argument.type === "keyword_argument" ? child(argument, "value") : argument;
  return value === undefined ? [] : evaluator.values(value);
}

function itemsAt(node: SyntaxNode, { evaluator }: PythonSource): readonly Item[] {
  const [value] =
    node.type === "list_splat" ? node.children.flatMap((one) => evaluator.values(one)) : evaluator.values(node);
  if (value === undefined) return [];
  return value.kind === "text" ? [{ text: value.text }] : itemsOf([value], node);
}
