import type { Use } from "../use.ts";
import { isServerImage, isVllmImage } from "./image.ts";
import { serverAt } from "./program.ts";
import { serveCommand } from "./serve-command.ts";
import type { CommandSite } from "./site.ts";
import { isTelling } from "./telling.ts";
import { names, type TracedWord } from "./traced-word.ts";

/** What a container runs: its image, its entry point where that is replaced, and its arguments. */
export interface Container {
  readonly image: TracedWord | undefined;
  /** `--entrypoint`, `command:` in Kubernetes; absent where the image's own one counts. */
  readonly entrypoint?: readonly TracedWord[];
  readonly arguments: readonly TracedWord[];
}

/**
 * The command of a container: a replaced entry point with the arguments, or the arguments of an image that starts the server.
 * @param read reads the words of any command: `readCommand`
 */
export function containerCommand(
  container: Container,
  site: CommandSite,
  read: (words: readonly TracedWord[]) => Use[],
): Use[] {
  const { image, entrypoint, arguments: given } = container;
  if (entrypoint !== undefined && entrypoint.length > 0) return read([...entrypoint, ...given]);
  // `docker run vllm/vllm-openai vllm serve …` is a mistake, and the words behind are meant for the server all the same.
  const server = serverAt(given, 0);
  if (server !== undefined) return read(given);
  const name = image?.value.text ?? "";
  if (entrypoint === undefined && isServerImage(name)) {
    if (given.length === 0) return [];
    return serveCommand(given, { program: "serve", certainty: "certain" }, undefined, site);
  }
  const found = read(given);
  if (found.length > 0 || entrypoint !== undefined) return found;
  // `$VLLM_IMAGE` is called so by somebody; the image may be another.
  const certainty = isVllmImage(name) ? "certain" : "likely";
  const says = certainty === "certain" || names(image, /vllm/i);
  const options = given[0]?.value.text.startsWith("-") === true && given.some(isTelling);
  return says && options ? serveCommand(given, { program: "serve", certainty }, undefined, site) : [];
}
