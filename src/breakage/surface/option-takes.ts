import type { Surface } from "../../surface/surface.ts";
import type { Takes } from "../../uses/concrete-arguments.ts";
import { resolveOption } from "./resolve-option.ts";

/**
 * How many words an option takes in a release: what `concreteArguments` asks of each release that is to parse the command.
 *
 * @returns a function of the option as it is written and the word after it; `undefined` for a name that the release does not
 * know, or could take for several
 */
export function optionTakes(surface: Surface): (option: string, next: string | undefined) => Takes | undefined {
  return (option, next) => {
    const following = next === undefined ? {} : { next };
    const resolved = resolveOption(option, surface, { abbreviations: true, ...following });
    if (resolved?.kind !== "option") return undefined;
    if (resolved.path !== undefined) return "one";
    const { form } = resolved.option;
    if (resolved.negated || form === "switch" || form === "boolean") return "none";
    return form === "value" ? "one" : form === "values" ? "several" : "optional";
  };
}
