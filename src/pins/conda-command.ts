import { normalize } from "../python/version.ts";
import { cut, type Traced } from "../text/traced.ts";
import type { DeclareOptions } from "./declare.ts";
import { type Draft, groupOf } from "./draft.ts";
import type { Command } from "./shell-words.ts";

/**
 * What `conda install` (mamba, micromamba) asks for of vLLM. A match specification in conda's own form, `vllm=0.31.0`, is noted here
 * by its version (https://docs.conda.io/projects/conda/en/stable/user-guide/concepts/pkg-specs.html#package-match-specifications); one
 * that reads as pip's is given back.
 */
export function condaRequirements(draft: Draft, words: Command, options: DeclareOptions): readonly Traced[] {
  const program = words.findIndex(({ text }) => /^(?:\S*\/)?(?:conda|mamba|micromamba)$/.test(text));
  const command = words.findIndex(({ text }, index) => index > program && /^(?:install|create|update)$/.test(text));
  if (program === -1 || command === -1) return [];
  const found: Traced[] = [];
  for (const word of words.slice(command + 1)) {
    const spec = /^(?:[\w-]+::)?vllm(?=$|[=<>!~])/i.exec(word.text);
    if (spec === null) continue;
    const own = cut(word, spec[0].length - "vllm".length);
    const version = /^vllm=(?!=)([^=]+)/i.exec(own.text)?.[1];
    if (version === undefined) {
      found.push(own);
      continue;
    }
    const exact = normalize(version);
    draft.pin({
      at: [cut(own, "vllm=".length, "vllm=".length + version.length)],
      written: `=${version}`,
      reference: exact === undefined ? { kind: "unpinned" } : { kind: "exact", version: exact },
      role: options.role,
      ...groupOf(options),
    });
  }
  return found;
}
