import type { TracedWord } from "./traced-word.ts";

const TELLING = new RegExp(
  "^--(?:model|served-model-name|tensor-parallel-size|max-model-len|gpu-memory-utilization|max-num-seqs|max-num-batched-tokens|" +
    "enable-chunked-prefill|enable-prefix-caching|enforce-eager|kv-cache-dtype|tool-call-parser|reasoning-parser|" +
    "disable-log-requests|swap-space)(?:=|$)",
);

/** Whether an option says by itself that a server of models is started: those of vLLM that most command lines have. */
export function isTelling({ value }: TracedWord): boolean {
  return TELLING.test(value.text.replaceAll("_", "-"));
}
