import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ParserAnswer } from "../surface/parser-answer.ts";
import type { LiveSurface } from "../surface/with-live.ts";
import type { CommandLine } from "../uses/concrete-arguments.ts";
import type { Environment } from "./environment.ts";
import { liveSurface } from "./live-surface.ts";
import { parsedCommands } from "./parsed-commands.ts";
import { type ProbeContext, runProbe } from "./probe.ts";
import type { Refused } from "./told.ts";

/** Bytes: a surface has 0.2 MB; a refused choice is named with all that is allowed, and hundreds may be refused. */
const LONGEST_ANSWER = 9_000_000;

/** What an installed release told. */
export interface Asked {
  readonly surface: LiveSurface | Refused;
  /** For each command, in order; `undefined` where the release has no such program, or its parser came to no end. */
  readonly answers: readonly (ParserAnswer | undefined)[];
}

/**
 * Asks the release in an environment what it accepts, and gives command lines to its parsers, in one process. No engine is
 * started; a file of the repository that a word names is not looked at.
 *
 * @throws {CannotTell} when the machine is to blame
 */
export async function askRelease(
  environment: Pick<Environment, "python" | "version">,
  commands: readonly CommandLine[],
  context: ProbeContext,
): Promise<Asked | Refused> {
  // A file in each folder of a repository often holds the same command.
  const asked = [...new Set(commands.map((command) => JSON.stringify(command)))];
  const request = join(context.folder, `commands-${randomUUID()}.json`);
  await writeFile(request, `{"commands":[${asked.join(",")}]}`);
  const result = await runProbe(
    environment,
    {
      probe: "ask_release",
      arguments: [request],
      what: `Asking vLLM ${environment.version} what it accepts`,
      env: { HF_HUB_OFFLINE: "1" },
      longestAnswer: LONGEST_ANSWER,
    },
    context,
  );
  if (!result.ok) return result;
  const answers = parsedCommands(result["answers"], asked.length);
  const byCommand = new Map(asked.map((command, index) => [command, answers[index]]));
  return { surface: liveSurface(result), answers: commands.map((command) => byCommand.get(JSON.stringify(command))) };
}
