import type { Surface } from "../../surface/surface.ts";
import { type CommandUse, UNKNOWN, type Word } from "../../uses/use.ts";
import { argumentDrafts } from "./argument-drafts.ts";
import type { Draft } from "./draft.ts";
import type { SurfaceContext } from "./judgement.ts";
import { optionNames, withDashes } from "./option-index.ts";
import { type Argument, readArguments } from "./read-arguments.ts";
import { optionSubject } from "./subjects/option.ts";

/** A difference on a command line, and whether a parser that was given the line has seen all of the argument. */
export interface CommandDraft extends Draft {
  /** The argument's name as it is written: what a parser's message calls it. */
  readonly argument: string;
  readonly seen: boolean;
}

/** What the target refuses on a command line that the current release takes. */
export function commandDrafts(command: CommandUse, { current, target }: SurfaceContext): CommandDraft[] {
  const abbreviations = command.certainty === "certain";
  const found = readArguments(command.words, current, { abbreviations });
  const certainty = abbreviations || isPlainlyServe(command.words, found) ? "certain" : "likely";
  const use = { ...command, certainty } as const;
  return [
    ...found.flatMap((argument) => {
      const name = argument.word.text.split("=")[0] ?? "";
      const manner = { use, rule: "flag-gone", called: `\`${name}\`` } as const;
      return argumentDrafts(argument, { current, target }, manner).map(
        (draft): CommandDraft => ({ ...draft, argument: name, seen: isKnown(argument) }),
      );
    }),
    ...(certainty === "certain" ? command.words.flatMap((word) => twoInOne(word, command, current)) : []),
  ];
}

function isKnown({ word, values, open }: Argument): boolean {
  return !open && ![word, ...values].some(({ text }) => text.includes(UNKNOWN));
}

/** A free-standing list is the server's where each of its flags, and more than one, is the server's to the letter. */
function isPlainlyServe(words: readonly Word[], found: readonly Argument[]): boolean {
  const flags = words.filter(({ text }) => /^--?[A-Za-z]/.test(text));
  return found.length > 1 && flags.length === found.length;
}

/** `- --dtype auto` in a list is one word for the parser. Neither release takes it: the command has never worked. */
function twoInOne(word: Word, command: CommandUse, current: Surface): CommandDraft[] {
  const [flag = "", ...rest] = word.text.split(/\s/, 2);
  if (word.element !== true || rest.length === 0 || !flag.startsWith("-") || flag.includes("=")) return [];
  const name = withDashes(flag);
  if (!optionNames(current).has(name)) return [];
  return [
    {
      rule: "flag-and-value-in-one",
      place: word.place,
      use: command,
      subject: optionSubject(name),
      gone: false,
      what: `\`${flag}\` and its value stand in one element of the list: the parser takes them for one word and refuses it.`,
      effect: "Give the value an element of its own, or join the two with `=`.",
      argument: word.text,
      seen: true,
    },
  ];
}
