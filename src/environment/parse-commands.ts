import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { visibleText } from "../report/untrusted.ts";
import type { ParserAnswer } from "../surface/parser-answer.ts";
import type { CommandLine } from "../uses/concrete-arguments.ts";
import type { Environment } from "./environment.ts";
import { type ProbeContext, runProbe } from "./probe.ts";
import { isRecord, isText, type Refused } from "./told.ts";

/** Bytes: a refused choice or configuration is named with all that is allowed, and hundreds may be refused. */
const LONGEST_ANSWER = 8_000_000;

/** UTF-16 units; the probe cuts its messages at 2,000 characters. */
const LONGEST_MESSAGE = 4000;

/** Warnings of one command; the probe tells 20. */
const MOST_WARNINGS = 20;

/**
 * Gives command lines to the parsers of the release in an environment, in one process. No engine is started; a file of the
 * repository that a word names is not looked at.
 *
 * @returns an answer for each, in order; `undefined` where the release has no such program
 * @throws {CannotTell} when the machine is to blame
 */
export async function parseCommands(
  environment: Pick<Environment, "python" | "version">,
  commands: readonly CommandLine[],
  context: ProbeContext,
): Promise<readonly (ParserAnswer | undefined)[] | Refused> {
  if (commands.length === 0) return [];
  // A file in each folder of a repository often holds the same command.
  const asked = [...new Set(commands.map((command) => JSON.stringify(command)))];
  const request = join(context.folder, `commands-${randomUUID()}.json`);
  await writeFile(request, `{"commands":[${asked.join(",")}]}`);
  const result = await runProbe(
    environment,
    {
      probe: "parse_commands",
      arguments: [request],
      what: `Parsing commands with vLLM ${environment.version}`,
      env: { HF_HUB_OFFLINE: "1" },
      longestAnswer: LONGEST_ANSWER,
    },
    context,
  );
  if (!result.ok) return result;
  const told = result["answers"];
  const answers = Array.isArray(told) && told.length === asked.length ? told.map(readAnswer) : undefined;
  if (answers === undefined || answers.includes(null))
    return { ok: false, error: "the parsers' answers are not in the form they are told in", details: "" };
  const byCommand = new Map(asked.map((command, index) => [command, answers[index] ?? undefined]));
  return commands.map((command) => byCommand.get(JSON.stringify(command)));
}

/** `null` for what is no answer, `undefined` where none was given. What ran could have told anything. */
function readAnswer(told: unknown): ParserAnswer | undefined | null {
  if (told === null) return undefined;
  if (!isRecord(told)) return null;
  const { ok, message, warnings: given = [] } = told;
  if (!Array.isArray(given) || given.length > MOST_WARNINGS || !given.every((text) => isText(text, LONGEST_MESSAGE)))
    return null;
  const warnings = given.map(visibleText);
  if (ok === true) return { ok, warnings };
  return ok === false && isText(message, LONGEST_MESSAGE) ? { ok, message: visibleText(message), warnings } : null;
}
