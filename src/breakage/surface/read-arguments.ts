import type { Surface } from "../../surface/surface.ts";
import { UNKNOWN, type Word } from "../../uses/use.ts";
import { type Resolved, type ResolveOptions, resolveOption } from "./resolve-option.ts";

/** An option on a command line, as one release's parser reads it. */
export interface Argument {
  readonly word: Word;
  readonly resolved: Extract<Resolved, { kind: "option" }>;
  /** The words after it that are its values. */
  readonly values: readonly Word[];
  /** How many words follow it before the next option: another release's parser may take more or fewer of them. */
  readonly following: number;
  /** Words that cannot be counted come after those. */
  readonly open: boolean;
  /** Whether this release's parser takes it as it stands. */
  readonly accepted: boolean;
}

/** The options of a command line that a release knows, each with its values. What it does not know is left out. */
export function readArguments(words: readonly Word[], surface: Surface, options: ResolveOptions): Argument[] {
  const found: Argument[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined || word.spread === true) continue;
    // Everything after it is positional.
    if (word.text === "--") break;
    const next = words[index + 1]?.text;
    const resolved = resolveOption(word.text, surface, { ...options, ...(next === undefined ? {} : { next }) });
    if (resolved?.kind !== "option") continue;
    const { following, open } = followers(words, index + 1, surface, options);
    const taken = takes(resolved, following);
    const dottedValue = resolved.path !== undefined && resolved.value === undefined ? words[index + 1] : undefined;
    const values = dottedValue === undefined ? words.slice(index + 1, index + 1 + (taken ?? 0)) : [dottedValue];
    found.push({ word, resolved, values, following, open, accepted: taken !== undefined || open });
    index += values.length;
  }
  return found;
}

/** The words up to the next option. */
function followers(words: readonly Word[], start: number, surface: Surface, options: ResolveOptions) {
  let end = start;
  for (; end < words.length; end += 1) {
    const word = words[end];
    if (word === undefined || word.spread === true || word.text === "--") break;
    if (word.text !== UNKNOWN && resolveOption(word.text, surface, options) !== undefined) break;
  }
  const last = words[end];
  const open = last?.spread === true || words.slice(start, end).some(({ text }) => text === UNKNOWN);
  return { following: end - start, open };
}

/** How many of the words that follow an option takes (argparse's `nargs`); `undefined` where it refuses what it is given. */
export function takes(
  {
    option,
    negated,
    value,
    path,
  }: Pick<Extract<Resolved, { kind: "option" }>, "option" | "negated" | "value" | "path">,
  following: number,
): number | undefined {
  // A JSON argument given key by key takes the next word, whatever it is.
  if (path !== undefined) return value === undefined ? 1 : 0;
  const none = negated || option.form === "switch" || option.form === "boolean";
  if (value !== undefined) return none ? undefined : 0;
  if (none) return 0;
  switch (option.form) {
    case "optional-value":
      return Math.min(1, following);
    case "values":
      // Whether it may stand alone (`nargs="*"`) is not known: then it does.
      return following;
    default:
      return following === 0 ? undefined : 1;
  }
}
