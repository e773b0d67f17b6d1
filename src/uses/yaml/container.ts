import { isScalar, isSeq } from "yaml";
import { containerCommand } from "../command-line/container-command.ts";
import { serverAt } from "../command-line/program.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import { UNKNOWN, type Use } from "../use.ts";
import { type Entry, valueAt } from "./entries.ts";
import { isEnvironmentKey, settingsOf, settingUse, variablesOf } from "./environment.ts";
import { imageText, isOther } from "./evidence.ts";
import { withReferences } from "./references.ts";
import { offsetIn, textOf, wordsOf } from "./word-list.ts";
import type { Variables, YamlRoom } from "./yaml-room.ts";

/** The keys of a container's entry point and of its arguments. */
export interface ContainerKeys {
  readonly entrypoint: string;
  readonly arguments: string;
}

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container */
export const KUBERNETES: ContainerKeys = { entrypoint: "command", arguments: "args" };
/** https://docs.docker.com/reference/compose-file/services/ */
export const COMPOSE: ContainerKeys = { entrypoint: "entrypoint", arguments: "command" };

/** A template chooses between so many words at most before the program it runs. */
const MAX_CHOICES = 8;

/** What a container runs, and the variables that it sets: in either, what it refers to of its own variables is resolved. */
export function containerUses(entries: readonly Entry[], keys: ContainerKeys, room: YamlRoom): Use[] {
  const settings = entries.filter(({ key }) => isEnvironmentKey(key)).flatMap(({ value }) => settingsOf(value, room));
  const variables = variablesOf(settings);
  const entrypoint = part(entries, keys.entrypoint, variables, room);
  const given = part(entries, keys.arguments, variables, room) ?? [];
  const image = imageWord(entries, room);
  const read = (words: readonly TracedWord[]) => room.command(room.template ? oneProgram(words) : words, variables);
  // A router or a benchmark of vLLM has options of its own.
  const own = image === undefined || isOther(image.value.text.replace(/[:@][^/]*$/, "")) ? undefined : image;
  const container = { image: own, arguments: given, ...(entrypoint === undefined ? {} : { entrypoint }) };
  const commands = containerCommand(container, room.site, read);
  // Names that are not vLLM's own (`CUDA_VISIBLE_DEVICES`) are its only where it runs; those that are, are found anywhere.
  const others = settings.filter(({ name }) => !name.text.startsWith("VLLM_"));
  const words = [image?.value.text ?? "", ...(entrypoint ?? []).concat(given).map(({ value }) => value.text)];
  const runs = [...words, ...settings.map(({ name }) => name.text)].some((text) => /vllm/i.test(text));
  return [...(runs ? others.flatMap((setting) => settingUse(setting, room)) : []), ...commands];
}

/** Programs that a template chooses between stand one behind the other: the last is as good as any. */
function oneProgram(words: readonly TracedWord[]): readonly TracedWord[] {
  const at = words.slice(1, MAX_CHOICES).findIndex((_, index) => serverAt(words, index + 1) !== undefined);
  return at === -1 || serverAt(words, 0) !== undefined ? words : words.slice(at + 1);
}

function part(
  entries: readonly Entry[],
  name: string,
  variables: Variables,
  room: YamlRoom,
): readonly TracedWord[] | undefined {
  const entry = entries.find(({ key }) => key === name);
  if (entry === undefined) return undefined;
  const words = wordsOf(entry.value, entry.keyNode, room);
  return words.length === 0 ? undefined : words.map((word) => withVariables(word, variables));
}

function withVariables(word: TracedWord, variables: Variables): TracedWord {
  const value = withReferences(word.value, variables);
  // A reference that stays is one to a variable from elsewhere: `envFrom`. In a shell's text it is a command.
  const whole = /^\$\([A-Za-z_]\w*\)$/.test(value.text);
  return whole ? { ...word, value: { text: UNKNOWN, pieces: value.pieces } } : { ...word, value };
}

function imageWord(entries: readonly Entry[], room: YamlRoom): TracedWord | undefined {
  const node = valueAt(entries, "image");
  const text = imageText(node, room);
  if (text === undefined) return undefined;
  const own = isScalar(node) ? textOf(node, room) : undefined;
  const at = offsetIn(room.source, node?.range?.[0] ?? 0);
  return { value: own ?? { text, pieces: [] }, at };
}

/** Whether a mapping is a container by its shape: it says what runs, in a list, or has an image and what goes with one. */
export function isContainer(entries: readonly Entry[]): boolean {
  if (isSeq(valueAt(entries, KUBERNETES.entrypoint))) return true;
  return (
    valueAt(entries, "image") !== undefined &&
    entries.some(({ key }) => key === KUBERNETES.entrypoint || key === KUBERNETES.arguments || isEnvironmentKey(key))
  );
}
