import { isMap, isScalar, type Node } from "yaml";
import type { ConfigFileUse, ConfigKey } from "../use.ts";
import { type Entry, entriesOf, plainText } from "./entries.ts";
import { textOf } from "./word-list.ts";
import type { NodeRoom } from "./yaml-room.ts";

/** The keys of a mapping, each with its place; nothing for a mapping without any. */
export function mappingUse(map: unknown, certainty: ConfigFileUse["certainty"], room: NodeRoom): ConfigFileUse[] {
  if (!isMap(map)) return [];
  const keys = entriesOf(map, room.resolve).flatMap((entry): ConfigKey[] => {
    const place = keyPlace(entry, room);
    return place === undefined ? [] : [{ key: entry.key, value: valueText(entry.value, room), place }];
  });
  const [first] = keys;
  const quiet = room.site.quiet === undefined ? {} : { quiet: room.site.quiet };
  return first === undefined
    ? []
    : [{ kind: "config-file", keys, certainty, format: room.site.format, place: first.place, ...quiet }];
}

function keyPlace({ keyNode }: Entry, room: NodeRoom): ConfigKey["place"] | undefined {
  const name = textOf(keyNode, room);
  const [first] = name?.pieces ?? [];
  const last = name?.pieces.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return room.site.place(first.at, last.at + (last.length ?? last.text.length));
}

/** No value of an engine argument is longer; a list that is repeated by aliases could be. */
const MAX_VALUE = 20_000;

function valueText(node: Node | undefined, room: NodeRoom): string {
  if (node === undefined || isScalar(node)) return textOf(node, room)?.text ?? plainText(node) ?? "null";
  const text = asJson(node, room, 0);
  return text.length > MAX_VALUE ? "" : text;
}

function asJson(node: Node | undefined, room: NodeRoom, depth: number): string {
  if (depth > 8 || node === undefined) return "null";
  if (isScalar(node)) return JSON.stringify(node.value) ?? "null";
  if (isMap(node)) {
    const entries = entriesOf(node, room.resolve).slice(0, 200);
    return `{${entries.map(({ key, value }) => `${JSON.stringify(key)}:${asJson(value, room, depth + 1)}`).join(",")}}`;
  }
  const items = "items" in node ? (node.items as unknown[]).slice(0, 200) : [];
  return `[${items.map((item) => asJson(room.resolve(item), room, depth + 1)).join(",")}]`;
}
