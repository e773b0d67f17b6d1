import { cut, type Traced } from "../../text/traced.ts";
import { baseName } from "../command-line/program.ts";
import { serveCommand } from "../command-line/serve-command.ts";
import type { Site } from "../command-line/site.ts";
import { isTelling } from "../command-line/telling.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import type { Use } from "../use.ts";
import type { Variable, Variables } from "./variables.ts";

/** What people call a list of arguments for a server. */
const ARGUMENTS = /(?:ARG|ARGS|ARGUMENTS|OPTS|OPTIONS|FLAGS|PARAMS|EXTRA|CMD|COMMAND)(?:_|$)/i;
/** … and what is none of the server's: arguments of its clients and of the container. */
const OTHERS = /DOCKER|PODMAN|BENCH|CLIENT|CURL|PIP|INSTALL|BUILD|TEST|RAY|NSYS|TORCHRUN|SRUN|SSH|ROUTER|EVAL/i;

/** Options in variables that reach no command of this text: another one reads them. */
export function looseArguments(variables: Variables, text: Traced, uses: readonly Use[], site: Site): Use[] {
  const says = /vllm/i.test(text.text);
  const started = new Set(
    uses.flatMap((use) => (use.kind === "command" ? use.words.map(({ place }) => key(place)) : [])),
  );
  return variables.all.flatMap((variable) => {
    if (!isArguments(variable.name, says) || !reachesNothing(variable)) return [];
    return variable.values.flatMap(({ words, array }) => {
      const all = array ? words : words.flatMap(splitWords);
      if (!isServers(variable.name, all)) return [];
      const found = argumentsUse(all, site);
      return found.some((use) => use.kind === "command" && use.words.some(({ place }) => started.has(key(place))))
        ? []
        : found;
    });
  });
}

/** Uses without the likely commands of which another command has each word: the variable did reach the server. */
export function withoutReached(uses: readonly Use[]): Use[] {
  const started = new Set(
    uses.flatMap((use) =>
      use.kind === "command" && use.certainty === "certain" ? use.words.map(({ place }) => key(place)) : [],
    ),
  );
  return uses.filter(
    (use) =>
      use.kind !== "command" || use.certainty === "certain" || !use.words.every(({ place }) => started.has(key(place))),
  );
}

/** The use of a variable's text by its name: `VLLM_ARGS=--swap-space 4` in an environment file. */
export function argumentsIn(name: string, value: Traced, says: boolean, site: Site): Use[] {
  return isArguments(name, says) ? argumentsUse(splitWords({ value }), site) : [];
}

/** Whether a list of options is a server's, by its name or by the options. */
function isServers(name: string, words: readonly TracedWord[]): boolean {
  return /vllm|serve|engine|llm/i.test(name) || words.some(isTelling);
}

function argumentsUse(words: readonly TracedWord[], site: Site): Use[] {
  const options = words[0]?.value.text.startsWith("--") === true;
  return options ? serveCommand(words, { program: "serve", certainty: "likely" }, undefined, site) : [];
}

function isArguments(name: string, says: boolean): boolean {
  return ARGUMENTS.test(name) && !OTHERS.test(name) && (says || /vllm/i.test(name));
}

/** A script that is called with it may be what starts the server. */
function reachesNothing(variable: Variable): boolean {
  return variable.reached.every((program) => /\.sh$|^(?:export|echo|printf|\.|source)$/.test(baseName(program)));
}

function splitWords(word: TracedWord): TracedWord[] {
  return [...word.value.text.matchAll(/\S+/g)].map((match) => ({
    value: cut(word.value, match.index, match.index + match[0].length),
  }));
}

function key(place: { readonly line: number; readonly column: number; readonly path: string }): string {
  return `${place.path}:${place.line}:${place.column}`;
}
