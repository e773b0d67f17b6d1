import { isMap, isSeq, type Node } from "yaml";
import { cut, type Traced } from "../../text/traced.ts";
import { isAssignment, variableUse } from "../command-line/variable-use.ts";
import { argumentsIn } from "../shell/loose-arguments.ts";
import type { ShellSite } from "../shell/shell-site.ts";
import type { Use } from "../use.ts";
import { entriesOf, valueAt } from "../yaml/entries.ts";
import { scalarText } from "../yaml/scalar-text.ts";
import { type PipelineText, textAt, withEnvironment } from "./pipeline-scalars.ts";

/**
 * Variables that a mapping (`NAME: value`) or a list (`NAME=value`, `{name, value}`) sets.
 * @param around what `${{ env.X }}` and `${{ matrix.X }}` stand for in their values
 */
export function environmentOf(
  node: Node | undefined,
  room: PipelineText,
  site: ShellSite,
  around: ReadonlyMap<string, Traced>,
): { readonly uses: readonly Use[]; readonly variables: ReadonlyMap<string, Traced> } {
  const uses: Use[] = [];
  const variables = new Map<string, Traced>();
  const set = (name: Traced, written: Traced | undefined) => {
    const value = written && withEnvironment(written, around);
    const known = value === undefined || /\$[{(\w]/.test(value.text) ? undefined : value.text;
    if (value !== undefined) variables.set(name.text, value);
    uses.push(...variableUse(name, known, site));
    if (value !== undefined) uses.push(...argumentsIn(name.text, value, false, site));
  };
  if (isMap(node)) {
    // GitLab's `variables:` may hold `{value, description}`.
    for (const { keyNode, value } of entriesOf(node, room.resolve)) {
      const inner = isMap(value) ? valueAt(entriesOf(value, room.resolve), "value") : value;
      set(scalarText(keyNode, room.source), textAt(inner, room));
    }
  } else if (isSeq(node)) {
    for (const item of node.items.slice(0, 1_000)) {
      const target = room.resolve(item);
      const text = textAt(target, room);
      const equals = text?.text.indexOf("=") ?? -1;
      if (text !== undefined && isAssignment(text.text)) set(cut(text, 0, equals), cut(text, equals + 1));
      if (!isMap(target)) continue;
      const entries = entriesOf(target, room.resolve);
      const name = textAt(valueAt(entries, "name"), room);
      if (name !== undefined) set(name, textAt(valueAt(entries, "value"), room));
    }
  }
  return { uses, variables };
}
