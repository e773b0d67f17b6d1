import { isAlias, isScalar, isSeq, type Node } from "yaml";
import { serveCommand } from "../command-line/serve-command.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import type { Use } from "../use.ts";
import type { Entry } from "./entries.ts";
import { type Level, saysVllm } from "./evidence.ts";
import { splitWords, wordsOf } from "./word-list.ts";
import type { YamlRoom } from "./yaml-room.ts";

/** Options that no other server of models has by these names. */
const TELLING =
  /^--(?:max[-_]model[-_]len|gpu[-_]memory[-_]utilization|max[-_]num[-_](?:seqs|batched[-_]tokens)|enforce[-_]eager)(?:=|$)/;

/** `args`, `extraArgs`, `engineArgs`, `VLLM_ADDITIONAL_ARGS`, `server_cmd`, `serve_flags`. */
const KEY = /(?:arg|arguments|flag|opt|option|cmd|command|parameter|param)s?$/i;

/**
 * A list or text of options that stands for itself, where what is around it says that they are vLLM's.
 * @param levels from the outermost to the mapping the entry is in
 */
export function freeArguments(entry: Entry, levels: readonly Level[], room: YamlRoom): Use[] {
  if (!mayHoldOptions(entry.value)) return [];
  const words = wordsOf(entry.value, entry.keyNode, room);
  if (!KEY.test(entry.key) && !words.some(({ value }) => TELLING.test(value.text))) return [];
  if (!areOptions(words, /(?:cmd|command)s?$/i.test(entry.key))) return [];
  return vllmsOptions(words, levels, entry.key, room);
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
  return areOptions(words, false) ? vllmsOptions(words, levels, name, room) : [];
}

/** A cheap look: most lists and texts of a document are no options. */
function mayHoldOptions(node: Node | undefined): boolean {
  const first = isSeq(node) ? node.items.slice(0, 2) : [node];
  return first.some(
    (item) => isAlias(item) || (isScalar(item) && /^\s*--?[A-Za-z]|\s--[A-Za-z]|\uFFFC/.test(String(item.value))),
  );
}

function vllmsOptions(words: readonly TracedWord[], levels: readonly Level[], key: string, room: YamlRoom): Use[] {
  const told = words.some(({ value }) => TELLING.test(value.text)) ? "likely" : "other";
  const certainty = saysVllm(levels, key, room.path, room) ?? told;
  return certainty === "other" ? [] : serveCommand(words, { program: "serve", certainty }, undefined, room.site);
}

/** They begin with an option, or have one behind what may be the model; the first word of a command is a program. */
function areOptions(words: readonly TracedWord[], command: boolean): boolean {
  const [first, second] = words.map(({ value }) => value.text);
  const isOption = (text: string | undefined) => text !== undefined && /^--[A-Za-z]/.test(text);
  if (isOption(first)) return true;
  if (first === undefined || command) return false;
  // `-tp 2 --x`; what stands behind `-c` is a shell's.
  if (/^-[A-Za-z]+$/.test(first)) return first !== "-c" && words.some(({ value }) => isOption(value.text));
  return !/\s/.test(first) && isOption(second);
}
