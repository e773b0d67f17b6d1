import type { Traced } from "../../text/traced.ts";
import type { Site } from "../command-line/site.ts";
import { variableUse } from "../command-line/variable-use.ts";
import { argumentsIn } from "../shell/loose-arguments.ts";
import type { Use } from "../use.ts";
import { assignmentsOf } from "./environment-file.ts";

/** `NAME=value`, `export NAME=value`; a line of a comment sets nothing. Quotes around a value are no part of it. */
export function readVariables(text: Traced, site: Site): Use[] {
  const uses: Use[] = [];
  for (const { name, value, literal } of assignmentsOf(text)) {
    const known = /\$\{?\w/.test(value.text) && !literal ? undefined : value.text;
    uses.push(...variableUse(name, known, site));
    uses.push(...argumentsIn(name.text, value, false, site));
  }
  return uses;
}
