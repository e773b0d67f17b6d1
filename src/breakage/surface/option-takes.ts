import type { Surface } from "../../surface/surface.ts";
import type { Takes } from "../../uses/concrete-arguments.ts";
import { resolveOption } from "./resolve-option.ts";

/** How many of the words after it an option takes on a release, as it is written; `undefined` where the release knows none of that name. */
export function optionTakes(surface: Surface): (option: string, next: string | undefined) => Takes | undefined {
  return (option, next) => {
    const resolved = resolveOption(option, surface, { abbreviations: true, ...(next === undefined ? {} : { next }) });
    if (resolved?.kind !== "option") return undefined;
    if (resolved.path !== undefined) return "one";
    if (resolved.negated) return "none";
    switch (resolved.option.form) {
      case "switch":
      case "boolean":
        return "none";
      case "optional-value":
        return "optional";
      case "values":
        return "several";
      case "value":
        return "one";
    }
  };
}
