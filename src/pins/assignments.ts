import { cut } from "../text/traced.ts";
import type { CommandRoom } from "./commands.ts";
import { groupOf } from "./draft.ts";
import type { Command } from "./shell-words.ts";
import { versionVariable } from "./version-variable.ts";

/** Also of an element of an array: `VERSIONS[vllm]=…`, and `[vllm]=…` within `VERSIONS=(…)`. */
const ASSIGNMENT = /^(?:([A-Za-z_]\w*)|\w*\[["']?([A-Za-z_][\w-]*)["']?\](?!==))\+?=/;
const DECLARES = /^(?:export|declare|local|readonly|typeset|env|set)$/;

/**
 * Notes the variables that a command sets, for the commands after it, and gives back the words behind them: `export A=1`,
 * `A=1 pip install …`.
 */
export function readAssignments(command: Command, { draft, variables, options }: CommandRoom): Command {
  const declares = DECLARES.test(command[0]?.text ?? "");
  const words = declares ? command.slice(1).filter(({ text }) => !text.startsWith("-")) : command;
  const end = words.findIndex(({ text }) => !ASSIGNMENT.test(text));
  const rest = end === -1 ? [] : words.slice(end);
  for (const word of words.slice(0, words.length - rest.length)) {
    const [before = "", name, element = ""] = ASSIGNMENT.exec(word.text) ?? [];
    const value = cut(word, before.length);
    // Before a command it is that command's alone.
    if (name !== undefined && (rest.length === 0 || declares)) variables.set(name, value);
    versionVariable(draft, name ?? element, value, groupOf(options));
  }
  return declares && end !== -1 && !/^env$/.test(command[0]?.text ?? "") ? [] : rest;
}

/** What a build or a container is given: `docker build --build-arg VLLM_VERSION=0.31.0`, `docker run -e …`. */
export function readGiven(words: Command, { draft, options }: CommandRoom): void {
  for (const [index, word] of words.entries()) {
    const [before = "", name] = /^(?:--(?:build-arg|env)=)?([A-Za-z_]\w*)=/.exec(word.text) ?? [];
    const given = word.text.startsWith("--") || /^(?:--(?:build-arg|env)|-e)$/.test(words[index - 1]?.text ?? "");
    if (name !== undefined && given) versionVariable(draft, name, cut(word, before.length), groupOf(options));
  }
}

/** What a command prints. */
export function isComputed(value: string): boolean {
  return /\$\(|`/.test(value);
}
