import { isScalar } from "yaml";
import type { Traced } from "../../text/traced.ts";
import { plainText } from "../../uses/yaml/entries.ts";
import { scalarText } from "../../uses/yaml/scalar-text.ts";
import type { YamlWalk } from "./reading.ts";

/** The text of a scalar with its places, variables of Compose put in. */
export function textIn(node: unknown, { source, interpolate }: YamlWalk): Traced | undefined {
  if (!isScalar(node) || plainText(node) === undefined) return undefined;
  const text = scalarText(node, source);
  return interpolate === undefined ? text : interpolate(text);
}
