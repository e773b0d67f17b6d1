import { isSeq, type Node } from "yaml";
import { serveCommand } from "../command-line/serve-command.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import type { Use } from "../use.ts";
import type { Entry } from "./entries.ts";
import { type Level, saysVllm } from "./evidence.ts";
import { splitWords, wordsOf } from "./word-list.ts";
import type { YamlRoom } from "./yaml-room.ts";

/** `args`, `extraArgs`, `engineArgs`, `VLLM_ADDITIONAL_ARGS`, `server_cmd`, `serve_flags`. */
const KEY = /(?:arg|arguments|flag|opt|option|cmd|command|parameter|param)s?$/i;

/**
 * A list or text of options that stands for itself, where what is around it says that they are vLLM's.
 * @param levels from the outermost to the mapping the entry is in
 */
export function freeArguments(entry: Entry, levels: readonly Level[], room: YamlRoom): Use[] {
  if (!KEY.test(entry.key) || !mayHoldOptions(entry.value)) return [];
  const words = wordsOf(entry.value, entry.keyNode, room);
  if (!areOptions(words) || !saysVllm(levels, entry.key, room.path, room)) return [];
  return serveCommand(words, { program: "serve", certainty: "likely" }, undefined, room.site);
}

/** A variable whose name says that it holds arguments, as scripts hand them on: `VLLM_ADDITIONAL_ARGS`. */
export function argumentsVariable(
  name: string,
  value: TracedWord["value"],
  levels: readonly Level[],
  room: YamlRoom,
): Use[] {
  if (!KEY.test(name)) return [];
  const words = splitWords(value);
  if (!areOptions(words) || !saysVllm(levels, name, room.path, room)) return [];
  return serveCommand(words, { program: "serve", certainty: "likely" }, undefined, room.site);
}

function mayHoldOptions(node: Node | undefined): boolean {
  return isSeq(node) || /--[a-z]/i.test(String((node as { value?: unknown } | undefined)?.value ?? ""));
}

/** They begin with an option, or have one behind what may be the model. */
function areOptions(words: readonly TracedWord[]): boolean {
  const [first, second] = words.map(({ value }) => value.text);
  const isOption = (text: string | undefined) => text !== undefined && /^--?[A-Za-z]/.test(text);
  return isOption(first) || (first !== undefined && !/\s/.test(first) && isOption(second));
}
