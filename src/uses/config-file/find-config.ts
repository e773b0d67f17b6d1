import type { CommandUse } from "../use.ts";
import { configPath, configWord } from "./config-path.ts";

/** In UTF-16 units: a file of options is never longer. */
const MAX_LENGTH = 200_000;

/** A shell's or a template's: something else is in its place when vLLM reads the file. */
const FILLED_IN = /\$\{|\{\{|\{%/;

/** @param paths of the repository's files; looked at when the first command names one */
export function configFinder(paths: Iterable<string>): (command: CommandUse) => string | undefined {
  let known: ReadonlySet<string> | undefined;
  return (command) => {
    const word = configWord(command);
    if (word === undefined) return undefined;
    known ??= new Set(paths);
    const file = command.place.path;
    return configPath(word.text, file.slice(0, Math.max(0, file.lastIndexOf("/"))), known);
  };
}

/** Whether a text is short enough to be a file of options. */
export const isReadable = (text: string): boolean => text.length <= MAX_LENGTH;

/** Whether vLLM reads a file of options as it stands here. */
export const isFinal = (text: string): boolean => isReadable(text) && !FILLED_IN.test(text);
