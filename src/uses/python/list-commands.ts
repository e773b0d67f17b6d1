import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import type { UseContext } from "../reader.ts";
import { forwarding } from "../shell/forwards.ts";
import { readShell, readWords } from "../shell/read-shell.ts";
import { isTooDeep } from "../shell/shell-limits.ts";
import type { Use } from "../use.ts";
import { isMessage, longestFirst, type Root, rootOf, rootsAround, valuesAt } from "./command-roots.ts";
import { commandSite, toTraced, toTracedWord } from "./command-site.ts";
import type { Evaluator } from "./evaluate.ts";
import { textOf } from "./spelled-text.ts";
import { blank, type Item } from "./value.ts";

const MOST_ROOTS = 2000;

/**
 * Commands that are lists: `["vllm", "serve", model, *extra]`, with what is appended to them, as far as it is written in the file.
 *
 * @param seen offsets of the words that some use has taken: a list that is passed on is one command
 */
export function listCommands(evaluator: Evaluator, context: UseContext, seen: Set<number>): Use[] {
  const { module } = evaluator;
  const roots = new Map<unknown, Root>();
  const forwards = forwarding(module.path, context.text);
  const calls = module.nodes("call").flatMap((node) => listOfCall(node, evaluator));
  const rest = [...module.nodes("list"), ...module.nodes("tuple"), ...calls]
    .filter(
      (node) => (node.type === "call" || MENTIONS.test(module.source(node))) && startsServer(evaluator, forwards, node),
    )
    .map((node) => rootOf(node, module));
  for (let root = rest.shift(); root !== undefined && roots.size < MOST_ROOTS; root = rest.shift()) {
    const key = root.kind === "variable" ? (root.variable.uses[0] ?? root.node) : root.node;
    if (roots.has(key)) continue;
    roots.set(key, root);
    rest.push(...rootsAround(root, module));
  }
  // Whole commands first: what is only a part of one is no command of its own.
  const whole = [...roots.values()]
    .reverse()
    .map((root) => ({ root, quiet: isMessage(root, module) ? MESSAGE : undefined }));
  // What is printed and run is run.
  const ordered = [
    ...whole.filter(({ quiet }) => quiet === undefined),
    ...whole.filter(({ quiet }) => quiet !== undefined),
  ];
  return ordered.flatMap(({ root, quiet }) => {
    return longestFirst(valuesAt(root, evaluator)).flatMap((value) =>
      value.kind === "list" ? commandOf(value.items, evaluator, context, seen, quiet) : [],
    );
  });
}

export const MESSAGE = "it is part of a message";
const MENTIONS = /vllm|api_server|serve/i;

const COMMAND = /shlex|vllm|cmd|command|serve/i;

/** `shlex.split("…")` is a list; the arguments of `create_subprocess_exec("vllm", "serve", …)` are one. */
function listOfCall(call: SyntaxNode, { module }: Evaluator): SyntaxNode[] {
  const callee = child(call, "function");
  const given = child(call, "arguments");
  const name = callee === undefined ? "" : module.source(callee).slice(-40);
  // Most texts that are split are data: those that are commands say so, or are named so.
  if (/\bsplit$/.test(name)) return COMMAND.test(module.source(call).slice(0, 10_000)) ? [call] : [];
  return given?.type === "argument_list" && /(?:exec|spawn|command|run|call|Popen)\w*$/i.test(name) ? [given] : [];
}

function startsServer(evaluator: Evaluator, forwards: Forwards, node: SyntaxNode): boolean {
  const [value] = evaluator.values(node);
  return value?.kind === "list" && (serverStart(value.items, evaluator, forwards) !== -1 || isShellText(value.items));
}

/** Whether a module or script of the repository hands its arguments to vLLM's parser. */
type Forwards = ReturnType<typeof forwarding>;

/** Where the server's own words begin. */
function serverStart(items: readonly Item[], { module }: Evaluator, forwards: Forwards): number {
  // The end of a path or a name tells what it is.
  const texts = items.map(({ text }) => textOf(text).slice(-300));
  return items.findIndex(({ unknown }, at) => {
    const text = texts[at] ?? "";
    const next = texts[at + 1] ?? "";
    if (next === "serve")
      return /(?:^|\/)vllm$/.test(text) || (unknown !== undefined && /vllm/i.test(module.source(unknown)));
    if (/^-\w*m$/.test(text)) return MODULE.test(next) || forwards(next);
    if (at > 0 && text.endsWith(".py") && next.startsWith("--") && forwards(text)) return true;
    // Behind a launcher of modules: `torchrun --module`, a program's own.
    if (SERVER_MODULE.test(text)) return next.startsWith("--");
    return /(?:^|\/)vllm\/entrypoints\/.*\.py$/.test(text) || /(?:^|[/_-])vllm-openai(?:[-:@]|$)/.test(text);
  });
}

const SERVER_MODULE = /^vllm\.entrypoints\.(?:openai\.)?api_server$/;
const MODULE = /^vllm(?:\.entrypoints\.(?:openai\.)?api_server|\.entrypoints\.cli\.main|\.scripts)?$/;

/** `["vllm serve", model, "--dtype auto"]`, which is to be joined. */
const isShellText = (items: readonly Item[]): boolean =>
  items.length > 1 && /(?:^|[\s/])vllm serve\b|\s-m vllm\.entrypoints\./.test(textOf(items[0]?.text ?? []));

function commandOf(
  items: readonly Item[],
  evaluator: Evaluator,
  context: UseContext,
  seen: Set<number>,
  quiet: string | undefined,
): Use[] {
  const { module } = evaluator;
  const start = serverStart(items, evaluator, forwarding(module.path, context.text));
  const starts = items.map(({ text }) => text[0]?.start ?? -1);
  const isNew = starts.some((at) => at !== -1 && !seen.has(at));
  if (!isNew || items.some(({ text }) => isTooDeep(textOf(text)))) return [];
  const site = commandSite(module, context, quiet);
  if (start === -1) {
    if (!isShellText(items)) return [];
    for (const at of starts) seen.add(at);
    const text = items.flatMap((item, at) => (at === 0 ? item.text : [blankAt(item.text), ...item.text]));
    return readShell(toTraced(text), site);
  }
  const words = items.map((item) => toTracedWord(item, module));
  const uses = readWords(words, site);
  for (const at of starts) seen.add(at);
  if (uses.some(({ kind }) => kind === "command")) return uses;
  // A program that is not known to run another.
  return [...uses, ...readWords(serverWords(items, words, start), site)];
}

const blankAt = (text: Item["text"]) => blank({ start: text[0]?.start ?? 0 });

/** The server's words with what starts it: `-m` belongs to the program before it, a module to Python. */
function serverWords(items: readonly Item[], words: readonly TracedWord[], start: number): TracedWord[] {
  const text = textOf(items[start]?.text ?? []);
  const next = textOf(items[start + 1]?.text ?? []);
  if (/^-\w*m$/.test(text) && start > 0 && MODULE.test(next)) return words.slice(start - 1);
  const python = SERVER_MODULE.test(text) ? ["python", "-m"] : /^-\w*m$|\.py$/.test(text) ? ["python"] : [];
  const at = words[start]?.at ?? 0;
  return [...python.map((word) => ({ value: { text: word, pieces: [] }, at })), ...words.slice(start)];
}
