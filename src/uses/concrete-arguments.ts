import { type CommandUse, UNKNOWN, type Word } from "./use.ts";

/** A command line of which every word is known, for a release's own parser. */
export interface CommandLine {
  readonly program: CommandUse["program"];
  /** What follows the program. */
  readonly words: readonly string[];
  /** Nothing of the use was left out: only then do rules between options ("--x requires --y") say something. */
  readonly whole: boolean;
  /** The text of the file that the words name after `--config`. */
  readonly config?: string;
}

/** How many of the words after it an option takes: none, one, one if there is one, all up to the next option. */
export type Takes = "none" | "one" | "optional" | "several";

export interface ConcreteOptions {
  /** For each release that is to parse it: what an option takes, as it is written; `undefined` where it knows none of that name. */
  readonly releases: readonly ((option: string, next: string | undefined) => Takes | undefined)[];
  /** The text of a file that `--config` names; `undefined` where it cannot be read or holds what is not known. */
  config?(path: string): string | undefined;
}

/** Stands for a model whose name is not known: parsers take any. */
const SOME_MODEL = "model";

/**
 * What is known of a command line, so that a parser's answer to it is true of the whole: an option is left out with its value
 * where that is not known, and where no release knows the option (a plugin's own); a model's name is replaced.
 *
 * @returns `undefined` where what is left could be read in another way than it is meant
 */
export function concreteArguments(command: CommandUse, options: ConcreteOptions): CommandLine | undefined {
  const line: Line = { kept: [], whole: true, model: false, perhapsModel: false };
  const { words } = command;
  for (let at = 0; at < words.length; ) {
    const word = words[at] as Word;
    const taken =
      isOption(word.text) && word.spread !== true ? option(words, at, line, options) : free(words, at, line);
    if (taken === undefined) return undefined;
    at += taken;
  }
  const { kept, whole, config } = line;
  if (command.program === "serve" && line.perhapsModel && !line.model) kept.unshift(SOME_MODEL);
  return { program: command.program, words: kept, whole, ...(config === undefined ? {} : { config }) };
}

interface Line {
  readonly kept: string[];
  whole: boolean;
  /** The model is among what was kept. */
  model: boolean;
  /** The model may be among what was left out. */
  perhapsModel: boolean;
  config?: string;
}

/** A word that is no option. Each gives how many words it dealt with. */
function free(words: readonly Word[], at: number, line: Line): number | undefined {
  const { text, spread } = words[at] as Word;
  if (spread !== true && !text.includes(UNKNOWN)) {
    line.kept.push(text);
    line.model ||= text !== "--";
    return 1;
  }
  line.whole = false;
  line.perhapsModel = true;
  // One word that may be an option: what follows could be its value, or the model.
  if (spread !== true && isPlain(words[at + 1])) return undefined;
  return 1;
}

function option(words: readonly Word[], at: number, line: Line, { releases, config }: ConcreteOptions) {
  const { text } = words[at] as Word;
  const name = text.split("=", 1)[0] ?? "";
  const joined = name.length < text.length;
  const leaveOut = (count: number) => {
    line.whole = false;
    if (name === "--model") line.perhapsModel = true;
    return count;
  };
  if (name.includes(UNKNOWN)) return !joined && isPlain(words[at + 1]) ? undefined : leaveOut(1);
  const next = words[at + 1];
  const takes = new Set(releases.map((release) => release(text, next?.text)).filter((taken) => taken !== undefined));
  if (joined && takes.size > 0) return text.includes(UNKNOWN) ? leaveOut(1) : keep(words, at, 1, line);
  let end = at + 1;
  while (!joined && isPlain(words[end])) end += 1;
  const open = words[end]?.spread === true;
  const values = words.slice(at + 1, end);
  if (takes.size === 0) {
    // One of the words after it may be the model.
    line.perhapsModel ||= values.length > 0;
    return leaveOut(end - at);
  }
  if (takes.size > 1) {
    if (open || values.some(({ text: value }) => value.includes(UNKNOWN))) return undefined;
    return keep(words, at, end - at, line);
  }
  if (takes.has("none")) return keep(words, at, 1, line);
  if (takes.has("several")) {
    const known = values.filter(({ text: value }) => !value.includes(UNKNOWN));
    if (known.length < values.length || open) line.whole = false;
    if (known.length > 0 || (values.length === 0 && !open)) line.kept.push(text, ...known.map((value) => value.text));
    return end - at;
  }
  // A key of a JSON argument takes the next word whatever it looks like.
  const value = name.includes(".") && next?.spread !== true ? next : values[0];
  if (value === undefined) return open && takes.has("one") ? leaveOut(1) : keep(words, at, 1, line);
  if (value.text.includes(UNKNOWN)) return leaveOut(2);
  if (name !== "--config") return keep(words, at, 2, line);
  const file = config?.(value.text);
  if (file === undefined) {
    line.perhapsModel = true;
    return leaveOut(2);
  }
  line.config = file;
  return keep(words, at, 2, line);
}

function keep(words: readonly Word[], at: number, count: number, line: Line): number {
  const texts = words.slice(at, at + count).map(({ text }) => text);
  line.kept.push(...texts);
  line.model ||= /^--model(?:=|$)/.test(texts[0] ?? "");
  return count;
}

/** As argparse sees it: a negative number is none, and a blank makes it a value. */
function isOption(text: string): boolean {
  return /^-[^\s=]*(?:=|$)/.test(text) && text !== "-" && text !== "--" && !/^-(?:\d+|\d*\.\d+)$/.test(text);
}

function isPlain(word: Word | undefined): boolean {
  return word !== undefined && word.spread !== true && word.text !== "--" && !isOption(word.text);
}
