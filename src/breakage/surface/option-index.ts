import type { ServeOption, Surface } from "../../surface/surface.ts";

/** One name of an option, and whether it switches the option off. */
export interface OptionName {
  readonly name: string;
  readonly option: ServeOption;
  readonly negated: boolean;
}

const indexes = new WeakMap<Surface, ReadonlyMap<string, OptionName>>();

/** Every name that a release's parser registers (argparse calls them option strings), negations included. */
export function optionNames(surface: Surface): ReadonlyMap<string, OptionName> {
  const known = indexes.get(surface);
  if (known !== undefined) return known;
  const names = new Map<string, OptionName>();
  for (const option of surface.options) {
    for (const name of option.negations) names.set(name, { name, option, negated: true });
    for (const name of option.names) names.set(name, { name, option, negated: false });
  }
  indexes.set(surface, names);
  return names;
}

/** The name as the parser is given it: `FlexibleArgumentParser` takes `_` for `-`, up to the first dot. */
export function withDashes(name: string): string {
  if (!name.startsWith("--")) return name;
  const dot = name.indexOf(".");
  const end = dot === -1 ? name.length : dot;
  return name.slice(0, end).replaceAll("_", "-") + name.slice(end);
}
