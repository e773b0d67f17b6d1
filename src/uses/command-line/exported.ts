import { cut, type Traced } from "../../text/traced.ts";
import type { Use } from "../use.ts";
import type { Site } from "./site.ts";
import type { TracedWord } from "./traced-word.ts";
import { assignmentUse, isAssignment, variableUse } from "./variable-use.ts";

/** Commands of a shell that set variables. */
export function isDeclaration(program: string): boolean {
  return /^(?:export|declare|typeset|readonly|local|set|setenv)$/.test(program);
}

/** `export A=1 B=2`; `set -gx A 1` (fish); `setenv A 1` (csh). A bare `export A` hands on what is set elsewhere. */
export function declared(words: readonly TracedWord[], site: Site): Use[] {
  const [program, ...given] = words;
  const name = program?.value.text;
  if (name !== "set" && name !== "setenv") {
    return given.flatMap(({ value }) => (isAssignment(value.text) ? assignmentUse(value, site) : []));
  }
  const at = given.findIndex(({ value }) => !value.text.startsWith("-"));
  const exports =
    name === "setenv" || given.slice(0, at).some(({ value }) => /^-(?:[a-zA-Z]*x|-export$)/.test(value.text));
  const variable = given[at];
  if (variable === undefined || !exports) return [];
  return variableUse(variable.value, given[at + 1]?.value.text ?? "", site);
}

/** Variables among the options of a launcher: `--env=A=1`, `-x A=1`, `--export=ALL,A=1,B=2`. */
export function optionVariables(words: readonly TracedWord[], site: Site): Use[] {
  return words.flatMap(({ value }) => {
    const option = /^--?[a-z][\w-]*=/i.exec(value.text)?.[0].length ?? 0;
    return split(cut(value, option)).flatMap((part) => (isAssignment(part.text) ? assignmentUse(part, site) : []));
  });
}

/** Options by which programs that start others set variables for them: `--env A=1 B=2`, `--set-env-vars=A=1,B=2`. */
const ENVIRONMENT_OPTION = /^--(?:[a-z]+-)?env(?:s|-vars?|-variables?|ironment)?(?=$|=)/;

/** vLLM's variables among the options of any program. Whatever it is, `VLLM_X=1` behind `--env` is meant for what it starts. */
export function givenVariables(words: readonly TracedWord[], site: Site): Use[] {
  const uses: Use[] = [];
  let open = false;
  for (const word of words) {
    const option = ENVIRONMENT_OPTION.exec(word.value.text.replaceAll("_", "-"))?.[0];
    if (option !== undefined) open = true;
    else if (!isAssignment(word.value.text)) open = false;
    if (open && /(?:^|[=,])VLLM_/.test(word.value.text)) uses.push(...optionVariables([word], site));
  }
  return uses;
}

function split(list: Traced): Traced[] {
  const parts: Traced[] = [];
  for (const match of list.text.matchAll(/[^,]+/g)) parts.push(cut(list, match.index, match.index + match[0].length));
  return parts;
}
