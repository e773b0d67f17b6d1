import type { Finding } from "../checks/finding.ts";
import type { Event } from "../event.ts";
import type { GitHubClient } from "../platform/github.ts";
import { GitHubError } from "../platform/github-errors.ts";
import type { ReviewClient } from "../platform/github-review.ts";
import type { Report } from "../report/report.ts";
import { type Suggestion, suggestionsFor } from "../report/suggestions.ts";
import { count } from "../report/wording.ts";
import { writtenByUs } from "./authorship.ts";

/** What became of the suggestions. Never an error: whether anybody could be told does not change the verdict. */
export interface SuggestionsResult {
  /** The findings whose edit now stands at its line, from this run or from an earlier one. */
  readonly placed: ReadonlySet<Finding>;
  /** For the log, plain text; absent where there is nothing to say. */
  readonly log?: string;
}

/** A person reads a pull request of so many suggestions; the others are in the comment. */
export const NEW_SUGGESTIONS = 20;

const NONE: SuggestionsResult = { placed: new Set() };

/**
 * Puts edits of one line where GitHub can apply them with a click: comments of one review at the lines of the pull request's diff.
 * What an earlier run has placed is not placed again.
 *
 * @param from.folder where the checked folder lies in the repository (`""` for its top)
 */
export async function reportSuggestions(from: {
  readonly client: ReviewClient & Pick<GitHubClient, "viewerLogin">;
  readonly event: Event;
  readonly report: Report;
  readonly folder: string;
}): Promise<SuggestionsResult> {
  const { client, event, report, folder } = from;
  if (event.name !== "pull_request") return NONE;
  let known: readonly Suggestion[] = [];
  try {
    const suggestions = suggestionsFor(report, await client.listChangedPatches(event.number), folder);
    if (suggestions.length === 0) return NONE;
    const before = await markersOf(client, event.number);
    known = suggestions.filter(({ marker }) => before.has(marker));
    const all = suggestions.filter(({ marker }) => !before.has(marker));
    const added = all.slice(0, NEW_SUGGESTIONS);
    if (added.length === 0) return { placed: findingsOf(known) };
    const comments = added.map(({ path, line, body }) => ({ path, line, body }));
    await client.createReview(event.number, { commit: event.head, body: introduction(report, added.length), comments });
    return { placed: findingsOf([...known, ...added]), log: placedWords(added.length, all.length - added.length) };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return {
      placed: findingsOf(known),
      log: `No suggestions at the lines of the pull request: ${error.message}. They are in the report; the verdict stands.`,
    };
  }
}

/** The first lines of what we have written at the diff's lines before. */
async function markersOf(
  client: Parameters<typeof reportSuggestions>[0]["client"],
  pull: number,
): Promise<Set<string>> {
  const marked = (await client.listReviewComments(pull)).filter(({ body }) =>
    body.startsWith("<!-- vllm-upgrade-check:"),
  );
  return new Set((await writtenByUs(client, marked)).map(({ body }) => body.split(/\r?\n/, 1)[0] ?? ""));
}

function findingsOf(suggestions: readonly Suggestion[]): Set<Finding> {
  return new Set(suggestions.map(({ finding }) => finding));
}

/** GitHub wants a review to have a text. A version is what a pin says, and may be anything: no Markdown may come of it. */
function introduction({ target }: Report, amount: number): string {
  const version = /^[\w.+!-]+$/.test(target?.version ?? "") ? ` ${target?.version}` : "";
  const lines = amount === 1 ? "this line has" : "these lines have";
  return `For vLLM${version}, ${lines} to change, as the upgrade check sees it.`;
}

function placedWords(placed: number, left: number): string {
  const more = left === 0 ? "" : `; ${left} more are in the report`;
  return `${count(placed, "suggestion")} placed at the lines of the pull request${more}.`;
}
