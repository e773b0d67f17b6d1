import type { Fields, Origin, Surface } from "../../surface/surface.ts";
import type { CommandUse, ConfigFileUse, Use } from "../../uses/use.ts";
import type { ChangedDefault } from "./changed-default.ts";
import { asWords } from "./config-file-drafts.ts";
import { originWords } from "./hints.ts";
import { readArguments } from "./read-arguments.ts";
import { requestModels } from "./request-models.ts";

type Kind = ChangedDefault["kind"];

/**
 * The defaults that differ between two releases, of what the repository uses: options that a command of its does not give, classes
 * where it has Python that uses vLLM, variables that it names and does not set, fields of requests that it does not send.
 */
export function changedDefaults(
  current: Surface,
  target: Surface,
  uses: readonly Use[],
  usesPython: boolean,
): ChangedDefault[] {
  const options = optionDefaults(current, target, uses);
  // The class that an option comes from has the same default.
  const listed = new Set(options.map(({ name, current: before, target: after }) => same(asField(name), before, after)));
  const isNew = ({ name, current: before, target: after }: ChangedDefault) => !listed.has(same(name, before, after));
  const served = uses.some(({ kind }) => kind === "command" || kind === "config-file");
  const classes = served || usesPython ? configClasses(current) : [];
  return [
    ...options,
    ...classes
      .flatMap((owner) => fieldDefaults("config-field", owner, current.configs, target.configs, target))
      .filter(isNew),
    ...(usesPython ? parameterDefaults(current, target).filter(isNew) : []),
    ...variableDefaults(current, target, uses),
    ...requestDefaults(current, target, uses),
  ];
}

function asField(option: string): string {
  return option.replace(/^-+/, "").replaceAll("-", "_");
}

function same(name: string, before: string | undefined, after: string | undefined): string {
  return JSON.stringify([name, before, after]);
}

function optionDefaults(current: Surface, target: Surface, uses: readonly Use[]): ChangedDefault[] {
  const commands = uses.filter((use): use is CommandUse => use.kind === "command" && use.quiet === undefined);
  const files = uses.filter((use): use is ConfigFileUse => use.kind === "config-file" && use.quiet === undefined);
  if (commands.length + files.length === 0) return [];
  const given = (words: CommandUse["words"]) =>
    new Set(readArguments(words, current, { abbreviations: true }).map(({ resolved }) => resolved.option.destination));
  const inFiles = new Set(files.flatMap(({ keys }) => [...given(keys.flatMap(asWords))]));
  // Which file a command reads is not known here: one that reads any may give what one of them gives.
  const givenBy = commands.map(({ words }) => {
    const own = given(words);
    return own.has("config") || words.some(({ text }) => text.startsWith("--config"))
      ? new Set([...own, ...inFiles])
      : own;
  });
  const everywhere = givenBy.length === 0 ? [inFiles] : givenBy;
  const before = new Map(current.options.map((option) => [option.destination, option]));
  return target.options.flatMap((after) => {
    const option = before.get(after.destination);
    const [name = after.destination] = after.names;
    if (option === undefined || everywhere.every((set) => set.has(after.destination))) return [];
    return difference({ kind: "option", name }, option.default, after.default, after, target.version);
  });
}

/** The classes whose fields no option shows: those that an option takes as JSON, and what is nested in them. */
function configClasses({ options, configs }: Surface): string[] {
  const found = new Set(options.flatMap(({ config }) => config ?? []));
  // A set is walked in the order of insertion, what is added on the way included.
  for (const owner of found)
    for (const { config } of Object.values(Object.hasOwn(configs, owner) ? (configs[owner] ?? {}) : {}))
      if (config !== undefined) found.add(config);
  return [...found];
}

/** `EngineArgs` stands for `LLM` and `AsyncEngineArgs` too. */
function parameterDefaults(current: Surface, target: Surface): ChangedDefault[] {
  return ["EngineArgs", "SamplingParams", "PoolingParams"].flatMap((owner) =>
    fieldDefaults("parameter", owner, current.parameters, target.parameters, target),
  );
}

function variableDefaults(current: Surface, target: Surface, uses: readonly Use[]): ChangedDefault[] {
  const variables = uses.flatMap((use) => (use.kind === "variable" && use.quiet === undefined ? [use] : []));
  const set = new Set(variables.flatMap(({ name, access }) => (access === "set" ? [name] : [])));
  return [...new Set(variables.map(({ name }) => name))].flatMap((name) => {
    const [before, after] = [current.variables, target.variables].map((table) =>
      Object.hasOwn(table, name) ? table[name] : undefined,
    );
    if (before === undefined || after === undefined || set.has(name)) return [];
    return difference({ kind: "variable", name }, before.default, after.default, after, target.version);
  });
}

function requestDefaults(current: Surface, target: Surface, uses: readonly Use[]): ChangedDefault[] {
  const requests = uses.flatMap((use) => (use.kind === "request-field" && use.quiet === undefined ? [use] : []));
  const sent = new Set(requests.map(({ field }) => field));
  const endpoints = new Set(requests.flatMap(({ endpoint }) => endpoint ?? []));
  const models = new Set([...endpoints].flatMap((endpoint) => requestModels(endpoint, target)));
  return [...models].flatMap((model) =>
    fieldDefaults("request-field", model, current.requests, target.requests, target).filter(
      ({ name }) => !sent.has(name),
    ),
  );
}

type Classes = Readonly<Record<string, Fields>>;

function fieldDefaults(kind: Kind, owner: string, before: Classes, after: Classes, target: Surface): ChangedDefault[] {
  if (!Object.hasOwn(before, owner) || !Object.hasOwn(after, owner)) return [];
  const old = new Map(Object.entries(before[owner] ?? {}));
  return Object.entries(after[owner] ?? {}).flatMap(([name, field]) => {
    const known = old.get(name);
    return known === undefined
      ? []
      : difference({ kind, owner, name }, known.default, field.default, field, target.version);
  });
}

function difference(
  what: Pick<ChangedDefault, "kind" | "owner" | "name">,
  before: string | undefined,
  after: string | undefined,
  origin: Origin,
  version: string,
): ChangedDefault[] {
  if (before === after || (before !== undefined && after !== undefined && canonical(before) === canonical(after)))
    return [];
  return [
    {
      ...what,
      ...(before === undefined ? {} : { current: before }),
      ...(after === undefined ? {} : { target: after }),
      weak: [before, after].some((value) => value === undefined || value === "None"),
      ...(origin.file === undefined ? {} : { evidence: originWords(origin, version) }),
    },
  ];
}

/** The same value in another writing: quotes, spaces. */
function canonical(source: string): string {
  return source.replaceAll("'", '"').replace(/\s+/g, "");
}
