import type { Surface } from "../../surface/surface.ts";
import type { Use } from "../../uses/use.ts";

/** The parts of a surface, what finds them in a release, and the uses that are judged by them. */
const PARTS = [
  { part: "options", what: "options of `vllm serve`", kinds: ["command", "config-file"] },
  { part: "variables", what: "variables", kinds: ["variable"] },
  { part: "requests", what: "request models", kinds: ["request-field"] },
  { part: "metrics", what: "metrics", kinds: ["metric"] },
  { part: "architectures", what: "model architectures", kinds: ["architecture"] },
] as const satisfies readonly { part: keyof Surface; what: string; kinds: readonly Use["kind"][] }[];

/**
 * What the repository uses of which a release seems to have nothing at all: then its source was not understood, and all would look
 * gone. Every release has options; an old one may have no metrics yet, so of the other parts only the target's are asked for that
 * the current release has. A clause for each.
 */
export function unbelievable(uses: readonly Use[], current: Surface, target: Surface): string[] {
  const kinds = new Set(uses.flatMap(({ kind, quiet }) => (quiet === undefined ? kind : [])));
  return PARTS.flatMap(({ part, what, kinds: judged }) => {
    if (!judged.some((kind) => kinds.has(kind))) return [];
    const empty = [current, target].filter((release) => Object.keys(release[part]).length === 0);
    if (part !== "options" && empty.includes(current)) return [];
    return empty.map(({ version }) => `no ${what} could be read from the source of vLLM ${version}`);
  });
}
