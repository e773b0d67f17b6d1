import { isMap, type Node } from "yaml";
import { type CommandUse, UNKNOWN } from "../use.ts";
import { type Entry, entriesOf, plainText } from "./entries.ts";
import type { YamlRoom } from "./yaml-room.ts";

/** A mapping and the key it stands under, `""` in a list and at the top. */
export interface Level {
  readonly key: string;
  readonly entries: readonly Entry[];
}

/** Other servers of models, whose options are often named alike, and other roles beside a server. */
const OTHERS =
  /sglang|tensorrt|trt-?llm|triton|text-generation|\btgi|llama[._-]?cpp|ollama|lmdeploy|embeddings-inference|infinity|router|proxy|gateway|simulator|\bmock|bench|client|exporter|operator|controller|epp\b|\bui\b/i;
/** vLLM, and KServe's server, which hands on what it does not know itself (https://kserve.github.io/website/, `huggingfaceserver`). */
const SERVERS = /vllm|hugging-?face-?server/i;
/** Keys whose value says what program a mapping is about. */
const TELLING =
  /^(?:engine|type|kind|backend|framework|runtime|server|provider|name|program|entrypoint|command|model[_-]?format|(?:inference|serving|rollout)[_-]?(?:engine|backend|framework))$/i;
const IMAGES = /^(?:image|repository|(?:image|container|docker)[_-]?(?:image|name|repository))$/i;

/** Another program's; or vLLM's, and how surely. `undefined` where nothing speaks of a program. */
export type Evidence = "other" | CommandUse["certainty"] | undefined;

/**
 * Whether a free-standing list of arguments is vLLM's: the nearest thing that speaks of a program decides, an image before a
 * name, and at last the file's path. An image, an `engine:` and a key that say vLLM leave no doubt; what somebody has
 * called a thing or a file does.
 * @param levels from the outermost to the mapping that holds the list
 * @param key of the list
 */
export function saysVllm(levels: readonly Level[], key: string, path: string, room: YamlRoom): Evidence {
  const own = judge(key);
  if (own !== undefined) return own;
  for (const { key: name, entries } of [...levels].reverse()) {
    const said = imageSays(entries, room) ?? neighbourSays(entries, room) ?? judge(name);
    if (said !== undefined) return said;
  }
  return doubted(judge(path.slice(path.lastIndexOf("/", path.lastIndexOf("/") - 1) + 1)));
}

/** Whether a name is another server's, or that of another role. */
export function isOther(name: string): boolean {
  return OTHERS.test(name);
}

function judge(text: string): Evidence {
  if (isOther(text)) return "other";
  if (!SERVERS.test(text)) return undefined;
  return /vllm/i.test(text) ? "certain" : "likely";
}

function doubted(said: Evidence): Evidence {
  return said === "certain" ? "likely" : said;
}

function imageSays(entries: readonly Entry[], room: YamlRoom): Evidence {
  for (const { key, value } of entries) {
    if (!IMAGES.test(key)) continue;
    const text = imageText(value, room);
    if (text === undefined || text.trim() === "") continue;
    const said = judge(text);
    // A name of which a part is not known may be any.
    if (said !== undefined || !text.includes(UNKNOWN)) return said ?? "other";
  }
  return undefined;
}

/** An image, also where it is `{ repository: …, tag: … }`. */
export function imageText(node: Node | undefined, room: YamlRoom): string | undefined {
  if (!isMap(node)) return plainText(node);
  const entries = entriesOf(node, room.resolve);
  return plainText(entries.find(({ key }) => IMAGES.test(key) || key === "name")?.value);
}

function neighbourSays(entries: readonly Entry[], room: YamlRoom): Evidence {
  for (const { key, value } of entries) {
    if (!TELLING.test(key)) continue;
    const name = isMap(value) ? entriesOf(value, room.resolve).find((entry) => TELLING.test(entry.key))?.value : value;
    const text = plainText(name) ?? "";
    const said = judge(text) ?? (/^model[_-]?format$/i.test(key) && text === "huggingface" ? "likely" : undefined);
    if (said !== undefined) return /^name$/i.test(key) ? doubted(said) : said;
  }
  return undefined;
}
