import { visibleText } from "../report/untrusted.ts";
import type { ParserAnswer } from "../surface/parser-answer.ts";
import { isRecord, isText } from "./told.ts";

/** UTF-16 units; the probe cuts its messages at 2,000 characters. */
const LONGEST_MESSAGE = 4000;

/** Warnings of one command; the probe tells 20. */
const MOST_WARNINGS = 20;

/**
 * What a release's own parsers were told to have said of so many commands, in order; `undefined` for one that nothing is known
 * of. What ran there could have told anything: where one is not in the form of an answer, nothing is known of any.
 */
export function parsedCommands(told: unknown, amount: number): readonly (ParserAnswer | undefined)[] {
  const answers = Array.isArray(told) && told.length === amount ? told.map(readAnswer) : [null];
  return answers.includes(null) ? Array(amount).fill(undefined) : answers.map((answer) => answer ?? undefined);
}

/** `null` for what is no answer, `undefined` where none was given. */
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
