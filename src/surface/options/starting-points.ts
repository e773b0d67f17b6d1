import type { ClassSource, FunctionSource } from "../classes/class-source.ts";
import type { Classes } from "../classes/classes.ts";
import { methodOf } from "../classes/lookup.ts";

/** A function that makes a parser. */
export interface StartingPoint {
  readonly function: FunctionSource;
  /** The class whose method it is. */
  readonly self?: ClassSource;
}

/** What makes the parser of `vllm serve`: `ServeSubcommand.subparser_init`; before there were such classes, the function with `add_parser("serve", …)`. */
export function* startingPoints(classes: Classes): Generator<StartingPoint> {
  for (const of of classes.named("ServeSubcommand")) {
    const method = methodOf(classes, of, "subparser_init");
    if (method !== undefined) yield { function: method.function, self: of };
  }
  for (const file of classes.modules.filesWith("add_parser(")) {
    const module = classes.modules.file(file);
    for (const [name, binding] of module?.bindings ?? []) {
      if (module === undefined || binding.kind !== "function") continue;
      if (!/add_parser\(\s*["']serve["']/.test(module.source(binding.node))) continue;
      yield { function: { name, module, node: binding.node } };
    }
  }
}
