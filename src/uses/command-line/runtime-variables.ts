import { cut } from "../../text/traced.ts";
import type { Use } from "../use.ts";
import type { Site } from "./site.ts";
import type { TracedWord } from "./traced-word.ts";
import { variableUse } from "./variable-use.ts";

/** `--runtime-env-json='{"env_vars": {"VLLM_X": "1"}}'` of Ray, also in JSON of other names for it. */
const IN_JSON = /"([A-Z][A-Z0-9_]*)"\s*:\s*(?:"([^"]*)"|(\d+))/g;
/** `+ray_init.runtime_env.env_vars.VLLM_X=1` of Hydra. */
const DOTTED = /^\+{0,2}[\w.]*\benv_vars\.(["']?)([A-Z][A-Z0-9_]*)\1=(.*)$/s;

/** Variables of workers that a command's words set for Ray (https://docs.ray.io/, "Runtime Environments", `env_vars`). */
export function runtimeVariables(words: readonly TracedWord[], site: Site): Use[] {
  return words.flatMap(({ value }) => {
    const { text } = value;
    if (!text.includes("env_vars")) return [];
    const dotted = DOTTED.exec(text);
    if (dotted !== null) {
      const [, , name = "", set = ""] = dotted;
      const at = text.length - set.length - 1 - (dotted[1]?.length ?? 0) - name.length;
      return variableUse(cut(value, at, at + name.length), set.replace(/^(["'])(.*)\1$/s, "$2"), site);
    }
    return [...text.matchAll(IN_JSON)].flatMap((match) =>
      variableUse(cut(value, match.index + 1, match.index + 1 + (match[1]?.length ?? 0)), match[2] ?? match[3], site),
    );
  });
}
