import type { ServeOption, Surface } from "../../../surface/surface.ts";
import { isOpposite } from "../../explain/opposite.ts";
import { optionNames, withDashes } from "../option-index.ts";
import { resolveOption } from "../resolve-option.ts";
import type { Subject, Successor } from "../subject.ts";
import { hasField } from "./config-field.ts";

/** An option of the parser by a name that it registers. */
export function optionSubject(name: string): Subject {
  return {
    name,
    has: (surface) => optionNames(surface).has(name),
    entry: (surface) => optionNames(surface).get(name)?.option,
    names: (surface) => optionNames(surface).keys(),
    accept: (said, renamed, last, target) => {
      const successor = optionCalled(said, target);
      if (successor === undefined || withDashes(successor.name) === name) return undefined;
      const before = optionNames(last).get(name)?.option;
      const after = optionNames(target).get(successor.name)?.option;
      return { name: successor.name, plain: renamed && sameForm(before, after) && !opposite(name, successor.name) };
    },
    twin: (last, target) => otherName(name, last, target) ?? negation(name, target),
  };
}

/** An option, or a key of a JSON one, as a text calls it: `--x-y`, `x_y`, `x_config.y`. */
export function optionCalled(said: string, surface: Surface): { readonly name: string } | undefined {
  const written = withDashes(said.startsWith("-") ? said : `--${said}`);
  const resolved = resolveOption(written, surface, { abbreviations: false });
  if (resolved?.kind !== "option") return undefined;
  const { path, option } = resolved;
  // A text names long options; one letter would be any word of it.
  if (!written.startsWith("--")) return undefined;
  if (path !== undefined && (option.config === undefined || !hasField(option.config, path, surface))) return undefined;
  return { name: written.split("=")[0] ?? written };
}

/** The same option (its names say so, or the attribute that it sets) under a name that the target has. */
function otherName(name: string, last: Surface, target: Surface): Successor | undefined {
  const before = optionNames(last).get(name);
  if (before === undefined || before.negated) return undefined;
  const long = before.option.names.find((other) => other !== name && optionNames(target).has(other));
  if (long !== undefined) return { name: long, plain: sameForm(before.option, optionNames(target).get(long)?.option) };
  const same = target.options.find(({ destination }) => destination === before.option.destination);
  const [called] = same?.names ?? [];
  if (same === undefined || called === undefined || opposite(name, called)) return undefined;
  return { name: called, plain: sameForm(before.option, same) };
}

/** `--disable-x` is `--no-enable-x`. */
function negation(name: string, target: Surface): Successor | undefined {
  if (!name.startsWith("--disable-")) return undefined;
  const negated = `--no-enable-${name.slice("--disable-".length)}`;
  return optionNames(target).get(negated)?.negated === true ? { name: negated, plain: true } : undefined;
}

function sameForm(before: ServeOption | undefined, after: ServeOption | undefined): boolean {
  const plain = (option: ServeOption) => (option.form === "boolean" ? "switch" : option.form);
  return before !== undefined && after !== undefined && plain(before) === plain(after);
}

function opposite(a: string, b: string): boolean {
  return isOpposite(a.replaceAll("-", "_"), b.replaceAll("-", "_"));
}
