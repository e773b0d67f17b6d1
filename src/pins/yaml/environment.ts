import { isMap, isScalar, isSeq, type Node } from "yaml";
import { cut, type Traced } from "../../text/traced.ts";
import { type Entry, entriesOf, valueAt } from "../../uses/yaml/entries.ts";
import type { GroupOf } from "../draft.ts";
import { versionVariable } from "../version-variable.ts";
import type { YamlWalk } from "./reading.ts";
import { textIn } from "./text.ts";

/** Variables that a mapping (`NAME: value`) or a list (`NAME=value`, `{name, value}`) sets. */
export function environmentOf(node: Node | undefined, room: YamlWalk): ReadonlyMap<string, Traced> {
  const variables = new Map<string, Traced>();
  if (isMap(node)) {
    // GitLab's `variables:` may hold `{value, description}`.
    for (const { key, value } of entriesOf(node, room.resolve)) {
      const text = textIn(isMap(value) ? valueAt(entriesOf(value, room.resolve), "value") : value, room);
      if (text !== undefined) variables.set(key, text);
    }
  } else if (isSeq(node)) {
    for (const item of node.items.slice(0, 1_000)) {
      const target = room.resolve(item);
      const text = isScalar(target) ? textIn(target, room) : undefined;
      const equals = /^[A-Za-z_]\w*=/.exec(text?.text ?? "")?.[0].length;
      if (text !== undefined && equals !== undefined) variables.set(text.text.slice(0, equals - 1), cut(text, equals));
      if (!isMap(target)) continue;
      const entries = entriesOf(target, room.resolve);
      const name = textIn(valueAt(entries, "name"), room);
      const value = textIn(valueAt(entries, "value"), room);
      if (name !== undefined && value !== undefined) variables.set(name.text, value);
    }
  }
  return variables;
}

/** `{ name: VLLM_VERSION, value: v0.31.0 }`, an input of a workflow by its default (`vllm-version: { default: 0.31.0 }`), `vllm: { version: 0.31.0 }`. */
export function noteNamed(entries: readonly Entry[], group: GroupOf, room: YamlWalk): void {
  const name = textIn(valueAt(entries, "name"), room);
  const value = name && textIn(valueAt(entries, "value"), room);
  if (name !== undefined && value !== undefined) versionVariable(room.draft, name.text, value, group);
  for (const { key, value: inner } of entries) {
    if (!/vllm/i.test(key) || !isMap(inner)) continue;
    const given = textIn(valueAt(entriesOf(inner, room.resolve), "default", "value"), room);
    if (given !== undefined) versionVariable(room.draft, key, given, group);
    const version = key === "vllm" ? textIn(valueAt(entriesOf(inner, room.resolve), "version"), room) : undefined;
    if (version !== undefined) versionVariable(room.draft, "vllm_version", version, group);
  }
}
