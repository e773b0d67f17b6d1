import type { ServeOption, Surface } from "../../surface/surface.ts";
import { UNKNOWN } from "../../uses/use.ts";
import { type OptionName, optionNames } from "./option-index.ts";
import { type Argument, takes } from "./read-arguments.ts";
import { type Resolved, resolveOption } from "./resolve-option.ts";

/** What the target's parser makes of an argument that the current one takes. */
export type ArgumentDifference =
  | { readonly kind: "gone" }
  /** It is the beginning of several options. */
  | { readonly kind: "ambiguous"; readonly names: readonly string[] }
  /** It is the beginning of another option than the one it meant. */
  | { readonly kind: "other"; readonly name: string }
  | { readonly kind: "form"; readonly why: string }
  /** @param certain whether the current release lists what it takes */
  | { readonly kind: "value"; readonly value: string; readonly choices: readonly string[]; readonly certain: boolean };

/** The target's reading of the argument, and how it differs. */
export interface Comparison {
  readonly target?: Extract<Resolved, { kind: "option" }>;
  readonly difference?: ArgumentDifference;
}

export function compareArgument(
  argument: Argument,
  surfaces: { readonly current: Surface; readonly target: Surface },
): Comparison {
  const { word, resolved, values, following, open } = argument;
  const next = values[0]?.text;
  const after = resolveOption(word.text, surfaces.target, {
    // What the target takes it for, whoever's it is.
    abbreviations: true,
    ...(next === undefined ? {} : { next }),
  });
  if (after?.kind === "ambiguous") {
    const actions = new Set(after.names.map((name) => optionNames(surfaces.target).get(name)?.option));
    // Several names of one option: what it is meant to be is clear.
    return actions.size === 1 ? {} : { difference: { kind: "ambiguous", names: after.names } };
  }
  if (after?.kind !== "option") return { difference: { kind: "gone" } };
  if (!(resolved.exact && after.exact) && !isSame(resolved, after))
    return { difference: { kind: "other", name: after.name } };
  const form = formOf(argument, after, following, open);
  if (form !== undefined) return { target: after, difference: { kind: "form", why: form } };
  const difference = valueGone(argument, after);
  return { target: after, ...(difference === undefined ? {} : { difference }) };
}

/** Whether an abbreviation stands for what it stood for. */
function isSame({ option: before, negated }: OptionName, after: OptionName): boolean {
  const one =
    before.destination === after.option.destination || before.names.some((name) => after.option.names.includes(name));
  return one && negated === after.negated;
}

/** Why the words given do not fit any more; `undefined` where the target takes as many as the current release does. */
function formOf(
  argument: Argument,
  after: Extract<Resolved, { kind: "option" }>,
  following: number,
  open: boolean,
): string | undefined {
  const before = takes(argument.resolved, following);
  const now = takes(after, following);
  if (now === undefined && after.value !== undefined) return "it takes no value any more";
  if (now === undefined) return open ? undefined : "it needs a value now";
  if (before === undefined || open || before === now) return undefined;
  if (now < before) return now === 0 ? "it takes no value any more" : "it takes fewer values now";
  return before === 0
    ? "it takes the word after it as its value now"
    : "it takes the words after it as more values now";
}

function valueGone({ resolved, values }: Argument, after: { readonly option: ServeOption; readonly negated: boolean }) {
  const { choices } = after.option;
  if (choices === undefined || after.negated || resolved.path !== undefined) return undefined;
  const given = resolved.value === undefined ? values.map(({ text }) => text) : [resolved.value];
  const gone = given.find(
    (value) => !value.includes(UNKNOWN) && !choices.includes(value) && wasTaken(value, resolved.option),
  );
  if (gone === undefined) return undefined;
  return { kind: "value", value: gone, choices, certain: resolved.option.choices !== undefined } as const;
}

/** Where the current release lists no choices it may take anything, or what it takes cannot be told. */
function wasTaken(value: string, { choices }: ServeOption): boolean {
  return choices === undefined || choices.includes(value);
}
