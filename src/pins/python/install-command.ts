import type { Traced } from "../../text/traced.ts";
import { UNKNOWN } from "../../uses/use.ts";
import { type CommandRoom, readCommand } from "../commands.ts";
import { type DeclareOptions, declare } from "../declare.ts";
import type { Draft } from "../draft.ts";
import { gitState } from "../git-checkout.ts";
import { type Command, shellCommands } from "../shell-words.ts";
import { looksLikeVllm, mentionsVllm } from "../vllm.ts";

const PROGRAM =
  /^(?:\S*\/)?(?:(?:pip|python|uv|uvx|pipx)[\d.]*|(?:micro)?mamba|conda|git|(?:ba|da|z)?sh|docker|podman|cd|curl|wget)$/;
/** Words that may stand before a program that is run; a sentence that speaks of one has others. */
const BEFORE = /^(?:sudo|env|exec|time|nohup|command|poetry|pipenv|run|RUN|-{1,2}\S+|\w+=\S*)$/;

/** Whether a text may hold a command that installs vLLM, or builds it from its repository. */
export function mayInstall(text: string): boolean {
  return /(?:\b(?:pip|uv|uvx|pipx|conda|mamba|micromamba)[\d.]*|\bgit clone)\s/.test(text) && mentionsVllm(text);
}

/** What the commands of one text share. */
export function installRoom(draft: Draft, options: DeclareOptions): CommandRoom {
  return { draft, outer: () => undefined, variables: new Map(), git: gitState(), options };
}

/** Reads a shell text's commands. Only what is a command from its first word on is one. */
export function readInstallText(text: Traced, room: CommandRoom): void {
  for (const words of shellCommands(text, (name) => room.variables.get(name))) readInstallWords(words, room);
}

/** Reads one command, without what only a running program knows. */
export function readInstallWords(words: Command, room: CommandRoom): void {
  const program = words.findIndex(({ text }) => PROGRAM.test(text) || text === UNKNOWN);
  const assigns = program === -1 && words.every(({ text }) => /^\w+=/.test(text));
  if (!assigns && (program === -1 || !words.slice(0, program).every(({ text }) => BEFORE.test(text)))) return;
  const known = words.filter(({ text }, index) => {
    const isUnknown = (word: Traced | undefined) => word?.text.includes(UNKNOWN) === true && !looksLikeVllm(word.text);
    // An option goes with its value.
    return index <= program || !(isUnknown(words[index]) || (text.startsWith("-") && isUnknown(words[index + 1])));
  });
  readCommand(known, room);
}

/** What only a running program knows is left out, but for vLLM itself at a version that is not known. */
export function declareWord(draft: Draft, word: Traced, options: DeclareOptions): void {
  if (word.text.includes(UNKNOWN) && !looksLikeVllm(word.text)) return;
  declare(draft, word, options);
}
