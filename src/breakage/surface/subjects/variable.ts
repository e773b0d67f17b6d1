import type { Surface } from "../../../surface/surface.ts";
import type { Subject } from "../subject.ts";
import { optionCalled } from "./option.ts";

/** A variable of the environment, in the table that a release reads (`environment_variables` in `vllm/envs.py`) or beside it. */
export function variableSubject(name: string): Subject {
  return {
    name,
    has: (surface) => inTable(name, surface) || surface.variablesElsewhere.includes(name),
    entry: (surface) => (inTable(name, surface) ? surface.variables[name] : undefined),
    names: (surface) => Object.keys(surface.variables),
    accept: (said, renamed, _last, target) => {
      if (said === name) return undefined;
      if (inTable(said, target)) return { name: said, plain: renamed };
      const option = /[-_.]/.test(said) ? optionCalled(said, target) : undefined;
      return option === undefined ? undefined : { name: option.name, plain: false };
    },
  };
}

/** Whether the release reads it as one of its variables. */
export function inTable(name: string, surface: Surface): boolean {
  return Object.hasOwn(surface.variables, name);
}
