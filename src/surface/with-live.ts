import type { Field, Fields, ServeOption, Surface } from "./surface.ts";

/** The parts that the imported package is asked for. */
export const LIVE_PARTS = [
  "options",
  "configs",
  "parameters",
  "variables",
  "requests",
  "metrics",
  "architectures",
  "formerArchitectures",
] as const;

export type LivePart = (typeof LIVE_PARTS)[number];

type Releases<T> = Readonly<Record<"current" | "target", T>>;

/** What the imported package told (`probes/ask_release.py`): no origins, and no text of its modules. */
export interface LiveSurface extends Pick<Surface, "version" | LivePart> {
  /** What it could not be asked: a module that does not import without an optional package, a class that cannot be made. */
  readonly untold: readonly Untold[];
}

/** What the package could not be asked. */
export interface Untold {
  readonly part: LivePart;
  /** A module or class; the part itself where nothing of it was told. */
  readonly what: string;
  /** One line. */
  readonly why: string;
}

/**
 * The surface of a release whose package was asked: what is accepted is what the package says, where it says it, its defaults
 * and its words are from its source. Where the package cannot prove an absence the source keeps its say: in a part that was not
 * wholly told, of a class that was not met, and of every metric (another configuration than the probe's may declare it).
 */
export function withLive(source: Surface, live: LiveSurface): Surface {
  const whole = (part: LivePart) => !live.untold.some((untold) => untold.part === part);
  return {
    ...source,
    options: whole("options") ? live.options.map((option) => withSource(option, source.options)) : source.options,
    configs: mergeClasses(source.configs, live.configs, whole("configs")),
    parameters: mergeClasses(source.parameters, live.parameters, whole("parameters")),
    requests: mergeClasses(source.requests, live.requests, whole("requests")),
    variables: merge(source.variables, live.variables, whole("variables")),
    metrics: merge(source.metrics, live.metrics, false),
    architectures: merge(source.architectures, live.architectures, whole("architectures")),
    formerArchitectures: merge(source.formerArchitectures, live.formerArchitectures, whole("formerArchitectures")),
  };
}

/**
 * Two releases that are compared. A package may know names that no source spells out; so a part of which one told less than the
 * other is compared as the sources say it: what was not asked there would look as if it had gone.
 */
export function withBothLive(sources: Releases<Surface>, live: Releases<LiveSurface>): Releases<Surface> {
  const unequal = LIVE_PARTS.filter((part) => untoldOf(live.current, part) !== untoldOf(live.target, part));
  const asTold = (role: keyof Releases<Surface>): Surface => ({
    ...withLive(sources[role], live[role]),
    ...Object.fromEntries(unequal.map((part) => [part, sources[role][part]])),
  });
  return { current: asTold("current"), target: asTold("target") };
}

function untoldOf({ untold }: LiveSurface, part: LivePart): string {
  return JSON.stringify([...new Set(untold.flatMap((one) => (one.part === part ? [one.what] : [])))].sort());
}

function withSource(option: ServeOption, options: readonly ServeOption[]): ServeOption {
  const known = options.find(({ names }) => names.some((name) => option.names.includes(name)));
  if (known === undefined) return option;
  const { choices: readable, ...said } = known;
  const { choices: told, names, negations, destination, form } = option;
  // Choices that the source does not spell out are computed: from the platform that the probe happens to stand on.
  const choices = readable === undefined || told === undefined ? {} : { choices: told };
  return { ...said, names, negations, destination, form, ...choices };
}

/** A class that both know takes the living one's fields; one that either knows is kept. */
function mergeClasses(
  source: Readonly<Record<string, Fields>>,
  live: Readonly<Record<string, Fields>>,
  whole: boolean,
): Readonly<Record<string, Fields>> {
  return Object.fromEntries(
    names(source, live).map((name) => {
      const [known, told] = [own(source, name), own(live, name)];
      return [
        name,
        known === undefined || told === undefined ? (told ?? known ?? {}) : merge<Field>(known, told, whole),
      ];
    }),
  );
}

/**
 * The living names, with what the source says of them (a living default may be computed from the probe's own environment); also
 * the source's names where the living ones are not the whole.
 */
function merge<T>(
  source: Readonly<Record<string, T>>,
  live: Readonly<Record<string, T>>,
  whole: boolean,
): Readonly<Record<string, T>> {
  const kept = whole ? Object.keys(live) : names(source, live);
  return Object.fromEntries(kept.map((name) => [name, (own(source, name) ?? own(live, name)) as T]));
}

function names(one: object, other: object): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
