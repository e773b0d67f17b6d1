import { isMap } from "yaml";
import type { ConfigFileUse, Use } from "../use.ts";
import type { Entry } from "./entries.ts";
import { type Level, saysVllm } from "./evidence.ts";
import { mappingUse } from "./mapping-use.ts";
import type { YamlRoom } from "./yaml-room.ts";

/** `engine_args`, `engine_kwargs`, `vllm_kwargs`, `engine_init_kwargs`, `vllmConfig`: handed on to vLLM's `EngineArgs` as they are. */
const HANDED_ON = /^(?:(?:async[_-]?)?(?:engine|vllm|llm)[_-]?(?:\w*[_-])?(?:kw)?args|vllm[_-]?config)$/i;

/** A mapping of engine arguments by the names of their fields. `likely` where nothing but its key says so. */
export function engineArguments(entry: Entry, levels: readonly Level[], room: YamlRoom): Use[] {
  const { key, value } = entry;
  const outer = levels.at(-1)?.key ?? "";
  // `engine_kwargs: { vllm: {…}, sglang: {…} }`
  const named = /^vllm$/i.test(key) && HANDED_ON.test(outer);
  if (!isMap(value) || !(named || HANDED_ON.test(key))) return [];
  const certainty = saysVllm(levels, key, room.path, room) ?? "likely";
  return certainty === "other" ? [] : mappingUse(value, certainty, room).flatMap(nullsApart);
}

/** What is null is left to the engine by whoever hands it on: Hydra's and Helm's way to list an argument without setting it. */
function nullsApart(use: ConfigFileUse): ConfigFileUse[] {
  const set = use.keys.filter(({ value }) => !NULL.test(value));
  const unset = use.keys.filter(({ value }) => NULL.test(value));
  const quiet = use.quiet ?? "it is set to null, which programs leave out";
  return [
    { ...use, keys: set },
    { ...use, keys: unset, quiet },
  ].flatMap((part) => {
    const [first] = part.keys;
    return first === undefined ? [] : [{ ...part, place: first.place }];
  });
}

const NULL = /^(?:null|~|None)?$/;
