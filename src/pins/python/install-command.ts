import { concat, cut, type Traced, traced } from "../../text/traced.ts";
import { UNKNOWN } from "../../uses/use.ts";
import { type DeclareOptions, declare } from "../declare.ts";
import type { Draft } from "../draft.ts";
import { installerArguments } from "../installer.ts";
import { applyOptions, splitArguments } from "../pip-options.ts";
import { normalizePath } from "../repository-path.ts";
import { type Command, shellCommands } from "../shell-words.ts";
import { looksLikeVllm, mentionsVllm } from "../vllm.ts";

const MOST_NESTED = 2;
const PROGRAM = /^(?:\S*\/)?(?:pip|python|uv|uvx|pipx)[\d.]*$/;
/** Words that may stand before a program that is run; a sentence that speaks of one has others. */
const BEFORE = /^(?:sudo|env|exec|time|nohup|command|poetry|conda|mamba|micromamba|pipenv|run|RUN|-{1,2}\S+|\w+=\S*)$/;

/** Whether a text may hold a command that installs vLLM. */
export function mayInstall(text: string): boolean {
  return /\b(?:pip|uv|uvx|pipx)[\d.]*\s/.test(text) && mentionsVllm(text);
}

/** Reads a shell text's commands, and answers whether one installs vLLM. Only what is a command from its first word on is one. */
export function readInstallText(draft: Draft, text: Traced, options: DeclareOptions, nested = 0): void {
  for (const words of shellCommands(text, () => undefined)) readInstallWords(draft, words, options, nested);
}

/** Reads one command: the requirements that pip, uv or pipx is given. */
export function readInstallWords(draft: Draft, words: Command, options: DeclareOptions, nested = 0): void {
  const [first] = words;
  const script = words.findIndex(({ text }) => /^-[a-z]*c$/.test(text));
  const body = words[script + 1];
  if (first !== undefined && /^(?:\S*\/)?(?:ba|da|z)?sh$/.test(first.text) && script !== -1 && body !== undefined) {
    if (nested < MOST_NESTED) readInstallText(draft, body, options, nested + 1);
    return;
  }
  const program = words.findIndex(({ text }) => PROGRAM.test(text) || text === UNKNOWN);
  if (program === -1 || !words.slice(0, program).every(({ text }) => BEFORE.test(text))) return;
  const start = installerArguments(words);
  if (start === undefined || !words.some(({ text }) => mentionsVllm(text))) return;
  const { positional, options: given } = splitArguments(words.slice(start.from));
  const known = given.filter(({ value }) => !value.text.includes(UNKNOWN));
  applyOptions(draft, known, options, (path) => ({ path: normalizePath(path), optional: true }));
  for (const word of positional.slice(0, start.positional)) declareWord(draft, word, options);
}

/** What only a running program knows is left out, but for vLLM itself at a version that is not known. */
export function declareWord(draft: Draft, word: Traced, options: DeclareOptions): void {
  if (word.text.includes(UNKNOWN) && !looksLikeVllm(word.text)) return;
  declare(draft, asWritten(draft, word), options);
}

/** The text with what is not known as the file writes it: `vllm=={version}`. */
export function asWritten(draft: Draft, value: Traced): Traced {
  if (!value.text.includes(UNKNOWN)) return value;
  const written = ({ text, at, length }: Traced["pieces"][number]) =>
    text === UNKNOWN && length !== undefined ? traced(draft.text.slice(at, at + length), at) : undefined;
  return concat(
    value.pieces.map((piece) => written(piece) ?? cut(value, piece.start, piece.start + piece.text.length)),
  );
}
