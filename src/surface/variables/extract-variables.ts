import type { ParsePython } from "../../platform/syntax-parsers.ts";
import type { Surface, Variable } from "../surface.ts";
import { functionsOf } from "../syntax/functions.ts";
import { deprecationTexts } from "./deprecations.ts";
import { namedElsewhere } from "./elsewhere.ts";
import { fallbackOf } from "./fallback.ts";
import { findTable } from "./table.ts";

/**
 * The variables of a release: the keys of `environment_variables` (`vllm/envs.py`), and what its Python names beside them.
 *
 * @param texts the release's Python by member of the wheel
 */
export function extractVariables(
  texts: ReadonlyMap<string, string>,
  parse: ParsePython,
): Pick<Surface, "variables" | "variablesElsewhere"> {
  const table = findTable(texts, parse);
  if (table === undefined) return { variables: {}, variablesElsewhere: namedElsewhere(texts, undefined, parse) };
  const { module, entries } = table;
  const functions = new Map(functionsOf(module).map((one) => [one.name, one]));
  const told = deprecationTexts(texts, table, parse);
  const variables: Record<string, Variable> = {};
  for (const entry of entries) {
    const fallback = fallbackOf(entry, functions, module);
    const deprecated = told.get(entry.name);
    variables[entry.name] = {
      file: module.file,
      line: module.line(entry.pair.start),
      ...(fallback === undefined ? {} : { default: fallback }),
      ...(deprecated === undefined ? {} : { deprecated }),
    };
  }
  return { variables, variablesElsewhere: namedElsewhere(texts, table, parse) };
}
