import type { Fields, ServeOption, Surface } from "../../../src/surface/surface.ts";
import type { LiveSurface } from "../../../src/surface/with-live.ts";

/**
 * Where a release's source and its imported package tell another surface: `metrics vllm:a: source` where only the source has it.
 * Defaults are compared where both spell one out; the living configs of parameters cannot be told (`dict[str, Any]`).
 */
export function disagreements(source: Surface, live: LiveSurface): string[] {
  return [
    ...options(source.options, live.options),
    ...(["configs", "parameters", "requests"] as const).flatMap((part) => classes(part, source[part], live[part])),
    ...(["variables", "architectures", "formerArchitectures", "metrics"] as const).flatMap((part) =>
      sets(part, source[part], live[part]),
    ),
    ...different("metrics", source.metrics, live.metrics, ({ type, hidden }) => [type, hidden ?? false]),
    ...different("formerArchitectures", source.formerArchitectures, live.formerArchitectures, (former) => [
      former.last,
      former.plugin,
    ]),
  ];
}

function options(source: readonly ServeOption[], live: readonly ServeOption[]): string[] {
  const byName = (all: readonly ServeOption[]) =>
    Object.fromEntries(all.map((option) => [option.names.find((name) => name !== "-O") ?? "-O", option]));
  const [one, other] = [byName(source), byName(live)];
  const facts = (option: ServeOption) => [
    [...option.names].sort(),
    [...option.negations].sort(),
    option.destination,
    option.form,
    option.choices === undefined ? undefined : [...option.choices].sort(),
  ];
  return [
    ...sets("options", one, other),
    ...different("options", one, other, facts),
    ...defaults("options", one, other),
  ];
}

function classes(
  part: string,
  source: Readonly<Record<string, Fields>>,
  live: Readonly<Record<string, Fields>>,
): string[] {
  const found = sets(part, source, live);
  for (const [name, fields] of Object.entries(source)) {
    const told = live[name];
    if (told === undefined) continue;
    const where = `${part} ${name}`;
    found.push(...sets(where, fields, told), ...defaults(where, fields, told));
    if (part === "configs") found.push(...different(where, fields, told, ({ config }) => config));
  }
  return found;
}

function defaults(where: string, source: Fields, live: Fields): string[] {
  const spelled = (fields: Fields, others: Fields) =>
    Object.fromEntries(
      Object.entries(fields).filter(
        ([name, field]) => field.default !== undefined && others[name]?.default !== undefined,
      ),
    );
  return different(`${where} default`, spelled(source, live), spelled(live, source), (field) => field.default);
}

function sets(where: string, source: object, live: object): string[] {
  return [
    ...Object.keys(source)
      .filter((name) => !Object.hasOwn(live, name))
      .map((name) => `${where} ${name}: source`),
    ...Object.keys(live)
      .filter((name) => !Object.hasOwn(source, name))
      .map((name) => `${where} ${name}: live`),
  ];
}

function different<T>(
  where: string,
  source: Readonly<Record<string, T>>,
  live: Readonly<Record<string, T>>,
  facts: (value: T) => unknown,
): string[] {
  return Object.entries(source).flatMap(([name, value]) => {
    const told = live[name];
    const same = told === undefined || JSON.stringify(facts(value)) === JSON.stringify(facts(told));
    return same ? [] : [`${where} ${name}: different`];
  });
}
