import { cut, traced } from "../text/traced.ts";
import { imageOf, isTaggedVllmImage } from "./docker-image.ts";
import type { Draft, GroupOf } from "./draft.ts";
import type { Command } from "./shell-words.ts";

const ENGINES = /^(?:docker|podman|nerdctl|crictl|ctr|finch)$/;
/** What these name is what they make, give away or throw away. */
const NOT_USED = /^(?:push|rmi|rm|save|images?|inspect|commit|history|untag)$/;
/** `--image=…`, `VLLM_IMAGE=…`, `docker://…` of Apptainer and Enroot, which parts the registry by `#`. */
const BEFORE = /^(?:--?[A-Za-z][\w.-]*=|[A-Za-z_][\w.]*=)?(?:(?:docker|docker-daemon|oras):\/\/)?(?:[\w.-]+#)?/;

/** A batch system's options stand in comments of the script: `#SBATCH --container-image=vllm/vllm-openai:v0.31.0`. */
export function batchImages(draft: Draft): void {
  for (const { index, 0: line } of draft.text.matchAll(/^#(?:SBATCH|FLUX|PBS|BSUB)[ \t].*$/gm)) {
    const words = [...line.matchAll(/[^\s=]+/g)].map((word) => traced(word[0], index + word.index));
    imageWords(draft, words, {});
  }
}

/** Images of vLLM that a command takes: `docker run vllm/vllm-openai:v0.31.0`, `apptainer pull docker://…`, `srun --container-image=…`. */
export function imageWords(draft: Draft, words: Command, group: GroupOf): void {
  const engine = words.findIndex(({ text }) => ENGINES.test(text.replace(/^.*\//, "")));
  const command = engine === -1 ? -1 : words.findIndex(({ text }, index) => index > engine && /^[a-z]/.test(text));
  const does = words[command]?.text ?? "";
  if (NOT_USED.test(does) && !(does === "image" && words[command + 1]?.text === "pull")) return;
  const takes = /^(?:run|pull|create)$/.test(does);
  for (const [index, word] of words.entries()) {
    if (index <= command || !/vllm/i.test(word.text)) continue;
    // The name that a build or `tag` gives.
    if (/^(?:-t|--tag|--name|-f)$/.test(words[index - 1]?.text ?? "") || word.text.startsWith("--tag=")) continue;
    if (does === "tag" && index > command + 1) continue;
    const image = cut(word, BEFORE.exec(word.text)?.[0].length ?? 0);
    if (isTaggedVllmImage(image.text) || (takes && !word.text.startsWith("-"))) imageOf(draft, image, group);
  }
}
