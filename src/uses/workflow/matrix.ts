import { isMap, isSeq, type Node } from "yaml";
import { concat, type Traced } from "../../text/traced.ts";
import { entriesOf, valueAt } from "../yaml/entries.ts";
import { type PipelineText, textAt } from "./pipeline-scalars.ts";

/**
 * What `${{ matrix.NAME }}` stands for in a job, by `matrix.NAME`: its one value, or, where each is a list of options, all of them,
 * since each is looked at. Others are not known.
 * @param strategy of the job (https://docs.github.com/actions, `jobs.<job_id>.strategy.matrix`)
 */
export function matrixOf(strategy: Node | undefined, room: PipelineText): ReadonlyMap<string, Traced> {
  const matrix = isMap(strategy) ? valueAt(entriesOf(strategy, room.resolve), "matrix") : undefined;
  if (!isMap(matrix)) return new Map();
  const values = new Map<string, Traced[]>();
  const add = (name: string, node: Node | undefined) => {
    const text = textAt(node, room);
    if (text !== undefined) values.set(name, [...(values.get(name) ?? []), text]);
  };
  for (const { key, value } of entriesOf(matrix, room.resolve)) {
    if (!isSeq(value) || key === "exclude") continue;
    for (const item of value.items.slice(0, 100)) {
      const target = room.resolve(item);
      if (key !== "include") add(key, target);
      else if (isMap(target)) for (const entry of entriesOf(target, room.resolve)) add(entry.key, entry.value);
    }
  }
  const known = [...values].filter(
    ([, texts]) => texts.length === 1 || texts.every(({ text }) => /^(?:-|$)/.test(text)),
  );
  const blank: Traced = { text: " ", pieces: [] };
  return new Map(
    known.map(([name, texts]) => [`matrix.${name}`, concat(texts.flatMap((text) => [text, blank]).slice(0, -1))]),
  );
}
