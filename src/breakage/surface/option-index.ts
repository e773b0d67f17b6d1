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

const sorted = new WeakMap<Surface, readonly string[]>();

/** The names that begin with a text. A hostile file has a hundred thousand words to ask for, so they are searched by halves. */
export function namesBeginning(text: string, surface: Surface): OptionName[] {
  const names = optionNames(surface);
  const order = sorted.get(surface) ?? [...names.keys()].sort();
  sorted.set(surface, order);
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((order[middle] ?? "") < text) low = middle + 1;
    else high = middle;
  }
  const found: OptionName[] = [];
  for (let at = low; order[at]?.startsWith(text) === true; at += 1) {
    const name = names.get(order[at] ?? "");
    if (name !== undefined) found.push(name);
  }
  return found;
}

/** The name as the parser is given it: `FlexibleArgumentParser` takes `_` for `-`, up to the first dot. */
export function withDashes(name: string): string {
  if (!name.startsWith("--")) return name;
  const dot = name.indexOf(".");
  const end = dot === -1 ? name.length : dot;
  return name.slice(0, end).replaceAll("_", "-") + name.slice(end);
}
