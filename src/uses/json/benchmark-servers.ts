import type { JsonNode } from "../../breakage/workspace/json-nodes.ts";
import type { Site } from "../command-line/site.ts";
import type { ConfigFileUse, ConfigKey } from "../use.ts";
import { type JsonObject, stringText } from "./json-source.ts";

/** What says that a file describes servers to measure. */
export const BENCHMARK = /"server_parameters"\s*:/;

/**
 * The servers of vLLM's performance benchmarks, which its plugins measure themselves with: every key of `server_parameters`
 * becomes an option, `""` the option alone (`json2args`, .buildkite/performance-benchmarks/scripts in vLLM's repository).
 */
export function benchmarkServers(objects: readonly JsonObject[], text: string, site: Site): ConfigFileUse[] {
  return objects.flatMap(({ entries }) => {
    const server = entries.get("server_parameters");
    if (server?.kind !== "object" || !entries.has("client_parameters")) return [];
    return serverUse(server, text, site);
  });
}

function serverUse({ entries }: JsonObject, text: string, site: Site): ConfigFileUse[] {
  const keys = [...entries].flatMap(([key, node]): ConfigKey[] => {
    const at = keyAt(key, node, text);
    if (at === undefined) return [];
    return [{ key, value: valueText(node, text) || "true", place: site.place(at, at + key.length) }];
  });
  const [first] = keys;
  const { format, quiet } = site;
  return first === undefined
    ? []
    : [
        {
          kind: "config-file",
          keys,
          certainty: "certain",
          format,
          place: first.place,
          ...(quiet === undefined ? {} : { quiet }),
        },
      ];
}

/** Where a key is written in front of its value; `undefined` where it is written with escapes. */
function keyAt(key: string, value: JsonNode, text: string): number | undefined {
  const at = text.lastIndexOf(`"${key}"`, value.start);
  return at === -1 || !/^\s*:\s*$/.test(text.slice(at + key.length + 2, value.start)) ? undefined : at + 1;
}

function valueText(node: JsonNode, text: string): string {
  return stringText(node, text)?.text ?? text.slice(node.start, node.end);
}
