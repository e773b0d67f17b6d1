import type { Surface } from "../../surface/surface.ts";
import { UNKNOWN } from "../../uses/use.ts";
import { namesBeginning, type OptionName, optionNames, withDashes } from "./option-index.ts";

/** What a parser takes a word for that looks like an option. */
export type Resolved =
  | (OptionName & {
      readonly kind: "option";
      /** Written in full, and not as an abbreviation. */
      readonly exact: boolean;
      /** The value within the word: `--x=v`. */
      readonly value?: string;
      /** The keys of `--x.a.b`, a JSON argument given key by key. */
      readonly path?: readonly string[];
    })
  | { readonly kind: "ambiguous"; readonly names: readonly string[] }
  | { readonly kind: "unknown" };

export interface ResolveOptions {
  /** Whether a unique beginning of a name counts as the name (`allow_abbrev` of argparse). */
  readonly abbreviations: boolean;
  /** The word after it. */
  readonly next?: string;
}

const NUMBER = /^-(?:\d+|\d*\.\d+)$/;
const LEVELS = ["0", "1", "2", "3"];

/**
 * A word as the parser of a release takes it (argparse's `_parse_optional`, and `FlexibleArgumentParser.parse_args` before it).
 *
 * @returns `undefined` for what is no option: a value, a positional argument
 */
export function resolveOption(text: string, surface: Surface, options: ResolveOptions): Resolved | undefined {
  if (!text.startsWith("-") || text === "-" || text === "--" || NUMBER.test(text)) return undefined;
  const equals = text.indexOf("=");
  const key = withDashes(equals === -1 ? text : text.slice(0, equals));
  if (key.includes(UNKNOWN)) return { kind: "unknown" };
  const value = equals === -1 ? undefined : text.slice(equals + 1);
  if (key.startsWith("-O")) return optimization(text, surface, options);
  // A blank in it makes it a value, whatever it begins with. (Within the value after `=` it says nothing.)
  if (key.includes(" ")) return undefined;
  const dot = key.indexOf(".");
  const found = dot === -1 ? named(key, surface, options) : named(key.slice(0, dot), surface, options);
  const path = dot === -1 ? undefined : keysOf(key.slice(dot + 1));
  if (found === undefined) return attached(text, surface) ?? { kind: "unknown" };
  if (found.kind === "ambiguous") return found;
  return { ...found, ...(value === undefined ? {} : { value }), ...(path === undefined ? {} : { path }) };
}

type Named =
  | (OptionName & { readonly kind: "option"; readonly exact: boolean })
  | Extract<Resolved, { kind: "ambiguous" }>;

/** An exact name first; else what the name is the beginning of. */
function named(key: string, surface: Surface, { abbreviations }: ResolveOptions): Named | undefined {
  const names = optionNames(surface);
  const exact = names.get(key);
  if (exact !== undefined) return { kind: "option", ...exact, exact: true };
  if (!abbreviations || key.length < 2 || key === "--") return undefined;
  const matching = namesBeginning(key, surface);
  const [first, ...others] = matching;
  if (first === undefined) return undefined;
  if (others.length === 0) return { kind: "option", ...first, exact: false };
  return { kind: "ambiguous", names: matching.map(({ name }) => name) };
}

/** `-qfp8`: the value of an option of one letter may follow it at once. */
function attached(text: string, surface: Surface): Resolved | undefined {
  if (text.startsWith("--")) return undefined;
  const short = optionNames(surface).get(text.slice(0, 2));
  if (short === undefined || text.length === 2) return undefined;
  return { kind: "option", ...short, exact: true, value: text.slice(2) };
}

function keysOf(dotted: string): string[] {
  return (dotted.endsWith("+") ? dotted.slice(0, -1) : dotted).split(".");
}

/**
 * `-O3`, `-O=3`, `-O 3`, `-O.mode=3`: while an option that takes JSON is called `-O` they are for that (the compilation's
 * configuration), and later for `--optimization-level`.
 */
function optimization(text: string, surface: Surface, { next }: ResolveOptions): Resolved {
  const names = optionNames(surface);
  const rest = text.slice("-O".length);
  const named = names.get("-O");
  const own = named?.option.config === undefined ? undefined : named;
  if (rest.startsWith(".")) {
    const base = own ?? (surface.optimizationDots === true ? names.get("--compilation-config") : undefined);
    if (base === undefined) return { kind: "unknown" };
    const [keys = "", ...values] = rest.slice(1).split("=");
    const value = values.length === 0 ? {} : { value: values.join("=") };
    return { kind: "option", ...base, exact: true, path: keysOf(keys), ...value };
  }
  const level = own ?? names.get("--optimization-level");
  if (level === undefined) return { kind: "unknown" };
  if (rest !== "") return { kind: "option", ...level, exact: true, value: rest.startsWith("=") ? rest.slice(1) : rest };
  const taken = own !== undefined || next === undefined || next.includes(UNKNOWN) || LEVELS.includes(next);
  return taken ? { kind: "option", ...level, exact: true } : { kind: "unknown" };
}
