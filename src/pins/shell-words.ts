import { concat, cut, type Traced } from "../text/traced.ts";
import { expandAt, type Lookup } from "./variables.ts";

/** One simple command: its words, quotes removed and variables expanded. */
export type Command = readonly Traced[];

const PLAIN = /[^\s\\'"$`;&|()#<>]+/y;

/**
 * The simple commands of a shell text (POSIX.1 2.3): enough of the grammar to tell words from operators, comments and
 * redirections. What a command substitution prints is not known and stays as written. Commands come one by one, so that
 * what one assigns can be looked up by the next.
 */
export function* shellCommands(source: Traced, lookup: Lookup): Generator<Command> {
  const { text } = source;
  let ended: Command | undefined;
  let words: Traced[] = [];
  let word: Traced[] | undefined;
  let redirected = false;
  const endWord = () => {
    if (word !== undefined && !redirected) words.push(concat(word));
    if (word !== undefined) redirected = false;
    word = undefined;
  };
  const endCommand = () => {
    endWord();
    if (words.length > 0) ended = words;
    words = [];
    redirected = false;
  };
  const add = (part: Traced) => {
    word ??= [];
    word.push(part);
  };
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    PLAIN.lastIndex = at;
    const plain = PLAIN.exec(text)?.[0].length ?? 0;
    if (plain > 0) {
      add(cut(source, at, at + plain));
      at += plain;
    } else if (character === "\\") {
      const [skip = "\\"] = /^\\\r?\n/.exec(text.slice(at, at + 3)) ?? [];
      if (skip === "\\") add(cut(source, at + 1, at + 2));
      at += Math.max(skip.length, 2);
    } else if (character === "'") {
      const close = text.indexOf("'", at + 1);
      const end = close === -1 ? text.length : close;
      add(cut(source, at + 1, end));
      at = end + 1;
    } else if (character === '"') {
      at = doubleQuoted(source, at + 1, lookup, add);
    } else if (character === "`") {
      const close = text.indexOf("`", at + 1);
      const end = close === -1 ? text.length : close + 1;
      add(cut(source, at, end));
      at = end;
    } else if (character === "$") {
      const { value, end } = expandAt(source, at, lookup);
      if (value.text === text.slice(at, end)) add(value);
      else addSplit(value, endWord, add);
      at = end;
    } else if (character === "#") {
      if (word !== undefined) add(cut(source, at, at + 1));
      const end = word === undefined ? text.indexOf("\n", at) : at + 1;
      at = end === -1 ? text.length : end;
    } else if (character === "<" || character === ">") {
      // `pip install vllm>=0.31` redirects, but what was meant, and what a person will edit, is the requirement.
      if (word !== undefined && /^[<>](?:=|\d+\.\d)/.test(text.slice(at, at + 8))) {
        add(cut(source, at, at + 1));
        at += 1;
        continue;
      }
      // A file descriptor before the sign (`2>`) is no word.
      if (word !== undefined && /^\d$/.test(concat(word).text)) word = undefined;
      endWord();
      at += /^(?:<<<|<<-?|>>|>&|<&|>\||<>|[<>])/.exec(text.slice(at, at + 3))?.[0].length ?? 1;
      redirected = true;
    } else {
      if (/[ \t\r\f\v]/.test(character)) endWord();
      else if (/[\n;&|()]/.test(character)) endCommand();
      else endWord();
      at += 1;
    }
    if (ended !== undefined) yield ended;
    ended = undefined;
  }
  endCommand();
  if (ended !== undefined) yield ended;
}

/** Reads to the closing quote; answers the offset behind it. */
function doubleQuoted(source: Traced, start: number, lookup: Lookup, add: (part: Traced) => void): number {
  const { text } = source;
  const plain = /[^"\\$]+/y;
  add(cut(source, start, start));
  let at = start;
  while (at < text.length && text.charAt(at) !== '"') {
    plain.lastIndex = at;
    const length = plain.exec(text)?.[0].length ?? 0;
    if (length > 0) {
      add(cut(source, at, at + length));
      at += length;
    } else if (text.charAt(at) === "$") {
      const { value, end } = expandAt(source, at, lookup);
      add(value);
      at = end;
    } else {
      const next = text.charAt(at + 1);
      if (/["\\$`]/.test(next)) add(cut(source, at + 1, at + 2));
      else if (next !== "\n") add(cut(source, at, at + 2));
      at += 2;
    }
  }
  return at + 1;
}

/** The shell splits what an unquoted variable holds at white space. */
function addSplit(value: Traced, endWord: () => void, add: (part: Traced) => void): void {
  for (const match of value.text.matchAll(/\s+|\S+/g)) {
    if (/\s/.test(match[0])) endWord();
    else add(cut(value, match.index, match.index + match[0].length));
  }
}
