import { isMap, isScalar, isSeq, type Node } from "yaml";
import { concat, replaceNamed, type Traced } from "../../text/traced.ts";
import { plainText, type Resolve } from "../yaml/entries.ts";
import { scalarText } from "../yaml/scalar-text.ts";

/** Reads the texts of one YAML document of a pipeline. */
export interface PipelineText {
  readonly source: Traced;
  readonly resolve: Resolve;
}

/** A scalar's text with its places. */
export function textAt(node: Node | undefined, { source }: PipelineText): Traced | undefined {
  return isScalar(node) && plainText(node) !== undefined ? scalarText(node, source) : undefined;
}

/** A script: one text, or the texts of a list, one after the other; lists in it come from anchors. */
export function scriptAt(node: Node | undefined, room: PipelineText, depth = 0): Traced | undefined {
  if (!isSeq(node)) return textAt(node, room);
  const texts = node.items.slice(0, 2_000).flatMap((item) => {
    const target = room.resolve(item);
    if (isMap(target)) return [];
    return (depth < 3 ? scriptAt(target, room, depth + 1) : undefined) ?? [];
  });
  return concat(texts.flatMap((text) => [text, { text: "\n", pieces: [] }]));
}

/** `${{ env.NAME }}` and `${{ matrix.NAME }}` where a workflow sets them. */
export function withEnvironment(text: Traced, variables: ReadonlyMap<string, Traced>): Traced {
  if (!text.text.includes("${{")) return text;
  return replaceNamed(text, /\$\{\{\s*(?:env\.)?((?<=env\.)\w+|matrix\.[\w-]+)\s*\}\}/g, (name) => variables.get(name));
}
