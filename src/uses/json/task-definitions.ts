import { containerCommand } from "../command-line/container-command.ts";
import type { CommandSite } from "../command-line/site.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import type { Use } from "../use.ts";
import { type JsonObject, stringText, stringTexts } from "./json-source.ts";

/**
 * The commands of Amazon ECS's containers. There `command` is what an image's entry point gets, as in Docker, and not the entry
 * point itself, as in Kubernetes. CloudFormation writes the same keys with a capital.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function taskCommands(
  objects: readonly JsonObject[],
  text: string,
  site: CommandSite,
  command: (words: readonly TracedWord[]) => Use[],
): Use[] {
  return objects.flatMap(({ entries }) => {
    const list = entries.get("containerDefinitions") ?? entries.get("ContainerDefinitions");
    return (list?.kind === "array" ? list.items : []).flatMap((container) => {
      if (container.kind !== "object") return [];
      const value = (key: string) =>
        container.entries.get(key) ?? container.entries.get(key.replace(/^./, (first) => first.toUpperCase()));
      const image = stringText(value("image"), text);
      const entrypoint = stringTexts(value("entryPoint"), text).map(element);
      const given = stringTexts(value("command"), text).map(element);
      return containerCommand(
        {
          image: image && { value: image },
          arguments: given,
          ...(entrypoint.length > 0 && { entrypoint }),
        },
        site,
        command,
      );
    });
  });
}

function element(value: TracedWord["value"]): TracedWord {
  return { value, at: value.pieces[0]?.at ?? 0, element: true };
}
