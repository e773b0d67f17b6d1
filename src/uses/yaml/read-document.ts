import { isMap, isScalar, isSeq, type YAMLMap } from "yaml";
import type { Use } from "../use.ts";
import { COMPOSE, type ContainerKeys, containerUses, isContainer, KUBERNETES } from "./container.ts";
import { mayUseVllm } from "./documents.ts";
import { engineArguments } from "./engine-arguments.ts";
import { type Entry, entriesOf } from "./entries.ts";
import { isEnvironmentKey, isVllmVariable, namedSetting, settingOf, settingsOf, settingUse } from "./environment.ts";
import type { Level } from "./evidence.ts";
import { argumentsVariable, freeArguments } from "./free-arguments.ts";
import { shellTexts } from "./shell-texts.ts";
import { textOf } from "./word-list.ts";
import type { YamlRoom } from "./yaml-room.ts";

/** Mappings deeper than this are data. */
const MAX_DEPTH = 60;

interface Open {
  readonly node: unknown;
  readonly levels: readonly Level[];
  readonly key: string;
}

/**
 * What a document uses. Every mapping is looked at for its shape, wherever it stands: custom resources hold containers and
 * arguments in places that nobody can list.
 * @param nested reads a text that is YAML itself
 */
export function readDocument(root: unknown, room: YamlRoom, nested: (entry: Entry) => Use[] | undefined): Use[] {
  const uses: Use[] = [];
  const open: Open[] = [{ node: root, levels: [], key: "" }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, levels, key } = next;
    if (isSeq(node)) {
      for (const item of [...node.items].reverse()) open.push({ node: item, levels, key });
    } else if (isMap(node) && levels.length < MAX_DEPTH) {
      const inner = [...levels, { key, entries: entriesOf(node, room.resolve) }];
      uses.push(...readMap(node, inner, room, nested));
      for (const { key: name, value } of [...node.items].reverse()) {
        open.push({ node: value, levels: inner, key: isScalar(name) ? String(name.value) : "" });
      }
    }
  }
  return uses;
}

function readMap(
  map: YAMLMap,
  levels: readonly Level[],
  room: YamlRoom,
  nested: (entry: Entry) => Use[] | undefined,
): Use[] {
  const entries = levels.at(-1)?.entries ?? [];
  const keys = containerKeys(entries, levels, room);
  const uses: Use[] = [];
  let read: readonly string[] = [];
  if (keys !== undefined && mentions(map, entries, room)) {
    const found = containerUses(entries, keys, room);
    uses.push(...found);
    // An entry point that is not known may still hand its arguments to the server.
    const commands = found.some(({ kind }) => kind === "command");
    read = commands ? [keys.entrypoint, keys.arguments] : [keys.entrypoint];
  }
  for (const entry of entries) {
    if (read.includes(entry.key)) continue;
    uses.push(...readEntry(entry, levels, room, nested));
  }
  const named = namedSetting(entries, room);
  for (const setting of named) {
    if (isVllmVariable(entries.find(({ key }) => key === "name")?.value)) uses.push(...settingUse(setting, room));
    if (setting.value !== undefined) uses.push(...argumentsVariable(setting.name.text, setting.value, levels, room));
  }
  return uses;
}

function readEntry(
  entry: Entry,
  levels: readonly Level[],
  room: YamlRoom,
  nested: (entry: Entry) => Use[] | undefined,
): Use[] {
  const uses = [...freeArguments(entry, levels, room), ...engineArguments(entry, levels, room)];
  if (isVllmVariable(entry.keyNode) && !isMap(entry.value) && !isSeq(entry.value)) {
    uses.push(...settingOf(entry, room).flatMap((setting) => settingUse(setting, room)));
  }
  if (isEnvironmentKey(entry.key) && isSeq(entry.value)) {
    const assigned = settingsOf(entry.value, room).filter(({ assignment }) => assignment !== undefined);
    const own = assigned.filter(({ name }) => name.text.startsWith("VLLM_"));
    uses.push(...own.flatMap((setting) => settingUse(setting, room)));
  }
  return [...uses, ...(nested(entry) ?? shellTexts(entry, room))];
}

function containerKeys(entries: readonly Entry[], levels: readonly Level[], room: YamlRoom): ContainerKeys | undefined {
  if (room.site.format === "compose") return levels.at(-2)?.key === "services" ? COMPOSE : undefined;
  return isContainer(entries) ? KUBERNETES : undefined;
}

/** Whether anything in the container, or what it takes from elsewhere, speaks of vLLM. */
function mentions(map: YAMLMap, entries: readonly Entry[], room: YamlRoom): boolean {
  const [start, , end] = map.range ?? [0, 0, 0];
  if (mayUseVllm(room.source.text.slice(start, end))) return true;
  return entries.some(({ value }) => {
    const items = isSeq(value) ? value.items.slice(0, 50).map(room.resolve) : [value];
    return items.some((item) => isScalar(item) && mayUseVllm(textOf(item, room)?.text ?? ""));
  });
}
