import type { Use } from "../use.ts";
import { containerCommand } from "./container-command.ts";
import { optionVariables } from "./exported.ts";
import type { CommandSite } from "./site.ts";
import { rest, type TracedWord } from "./traced-word.ts";

/**
 * `kubectl run NAME --image=IMAGE [--command] -- words`, `apptainer run docker://IMAGE words`: what a container runs.
 * `undefined` where it is no such command.
 */
export function podRun(
  words: readonly TracedWord[],
  program: string,
  site: CommandSite,
  read: (words: readonly TracedWord[]) => Use[],
): Use[] | undefined {
  const kubernetes = program === "kubectl" || program === "oc";
  if (words[1]?.value.text !== "run" || (!kubernetes && program !== "apptainer" && program !== "singularity"))
    return undefined;
  const at = kubernetes
    ? words.findIndex(({ value }) => value.text === "--")
    : words.findIndex(({ value }) => value.text.startsWith("docker://"));
  const option = words.findIndex(({ value }) => /^--image(?:=|$)/.test(value.text));
  const named = words[option]?.value.text.startsWith("--image=") ? words[option] : words[option + 1];
  const image = kubernetes ? named && rest(named, named.value.text.startsWith("--image=") ? 8 : 0) : words[at];
  if (at === -1 || image === undefined) return undefined;
  const given = words.slice(at + 1);
  const head = words.slice(2, at);
  const command = kubernetes && head.some(({ value }) => /^--command(?:=true)?$/.test(value.text));
  return [
    ...optionVariables(head, site),
    ...(command ? read(given) : containerCommand({ image, arguments: given }, site, read)),
  ];
}
