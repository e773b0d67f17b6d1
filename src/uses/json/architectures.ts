import type { Site } from "../command-line/site.ts";
import type { ArchitectureUse } from "../use.ts";
import { type JsonObject, stringTexts } from "./json-source.ts";

/**
 * The architectures of a model's `config.json` (Hugging Face `PretrainedConfig.architectures`), by which vLLM chooses its model
 * class. The model may be meant for another program, so that they are `likely` uses.
 */
export function configArchitectures(objects: readonly JsonObject[], text: string, site: Site): ArchitectureUse[] {
  return objects.flatMap(({ entries }) => {
    return stringTexts(entries.get("architectures"), text).flatMap(({ text: name, pieces }) => {
      const start = pieces[0]?.at;
      if (start === undefined || !/^[A-Za-z]\w*$/.test(name)) return [];
      const place = site.place(start, start + name.length);
      return [
        { kind: "architecture", name, place, format: site.format, certainty: "likely" } satisfies ArchitectureUse,
      ];
    });
  });
}
