import type { Traced } from "../../text/traced.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import { readContainer, readShell, readWords } from "../shell/read-shell.ts";
import type { ShellSite } from "../shell/shell-site.ts";
import type { Use } from "../use.ts";
import { execWords } from "./exec-form.ts";

/** One stage of a Dockerfile, as far as it is read. */
export interface Stage {
  readonly name: string;
  /** The image that it starts from, through the stages before it. */
  readonly image: TracedWord | undefined;
  readonly variables: Map<string, Traced>;
  entrypoint: Traced | undefined;
  command: Traced | undefined;
  /** Whether it has an entry point or a command of its own. */
  starts: boolean;
}

/** What a container of the stage runs (https://docs.docker.com/reference/dockerfile/, "Understand how CMD and ENTRYPOINT interact"). */
export function stageCommand(stage: Stage, outer: ShellSite): Use[] {
  if (!stage.starts) return [];
  const site = { ...outer, variables: stage.variables };
  const { entrypoint, command } = stage;
  const given = command && execWords(command);
  if (entrypoint !== undefined) {
    const words = execWords(entrypoint);
    // An entry point for a shell takes no arguments.
    return words === undefined ? readShell(entrypoint, site) : readWords([...words, ...(given ?? [])], site);
  }
  if (command === undefined) return [];
  return given === undefined ? readShell(command, site) : readContainer({ image: stage.image, arguments: given }, site);
}
