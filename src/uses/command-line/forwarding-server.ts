import type { Server } from "./program.ts";
import type { Site } from "./site.ts";
import type { TracedWord } from "./traced-word.ts";

/**
 * A server of the repository's own that hands its arguments to vLLM's parser: `python -m package.vllm_server --model …`,
 * `torchrun serve.py --swap-space 4`. What it takes beside is its own, so the command is a likely one.
 */
export function forwardingServer(words: readonly TracedWord[], site: Site): Server | undefined {
  if (site.forwards === undefined) return undefined;
  const at = words.findIndex(({ value }, index) => index > 0 && (value.text === "-m" || value.text.endsWith(".py")));
  const from = words[at]?.value.text === "-m" ? at + 2 : at + 1;
  const target = words[from - 1]?.value.text;
  if (at === -1 || target === undefined || !site.forwards(target)) return undefined;
  return { program: "api-server", certainty: "likely", from };
}
