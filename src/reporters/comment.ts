import type { Event } from "../event.ts";
import type { CommentClient, IssueComment } from "../platform/github.ts";
import { GitHubError } from "../platform/github-errors.ts";
import { COMMENT_LIMIT } from "../report/markdown.ts";
import type { Verdict } from "../report/report.ts";
import { writtenByUs } from "./authorship.ts";

/** What became of the comment. Never an error: whether anybody could be told does not change the verdict. */
export type CommentResult =
  | { readonly kind: "created" | "updated" | "unchanged"; readonly url: string }
  | { readonly kind: "none"; readonly reason: string }
  | { readonly kind: "read-only"; readonly cause: ReadOnlyCause; readonly warning: string }
  | { readonly kind: "failed"; readonly warning: string };
export type ReadOnlyCause = "fork" | "dependabot" | "permission";

type PullRequest = Extract<Event, { name: "pull_request" }>;

/** Keeps one comment a workflow and job on the pull request: created once, updated from red to green, untouched when equal. */
export async function reportComment(from: {
  readonly client: CommentClient;
  readonly event: Event;
  /** `GITHUB_WORKFLOW` and `GITHUB_JOB`. */
  readonly workflow: string;
  readonly job: string;
  readonly verdict: Verdict;
  /** The report as Markdown of at most `limit` characters. */
  readonly render: (limit: number) => string;
}): Promise<CommentResult> {
  const { client, event } = from;
  if (event.name !== "pull_request")
    return { kind: "none", reason: `a ${event.name} run has no pull request to comment on` };
  const marker = commentMarker(from.workflow, from.job);
  const body = `${marker}\n${from.render(COMMENT_LIMIT - marker.length - 1)}`;
  try {
    return await place(client, event.number, marker, body, from.verdict);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return error.failure === "permission" ? readOnly(event, error) : { kind: "failed", warning: failure(error) };
  }
}

/**
 * The hidden first line by which the comment is found again. Names come from the repository: percent-encoded, and
 * without the `--` that would end an HTML comment early.
 */
export function commentMarker(workflow: string, job: string): string {
  const encode = (name: string) => encodeURIComponent(name).replaceAll("--", "-%2D");
  return `<!-- vllm-upgrade-check:${encode(workflow)}/${encode(job)} -->`;
}

async function place(
  client: CommentClient,
  issue: number,
  marker: string,
  body: string,
  verdict: Verdict,
): Promise<CommentResult> {
  const existing = await findOwn(client, issue, marker);
  if (existing === undefined) {
    if (verdict === "not-applicable") return { kind: "none", reason: "there is nothing to say" };
    return { kind: "created", url: (await create(client, issue, marker, body)).url };
  }
  if (sameText(existing.body, body)) return { kind: "unchanged", url: existing.url };
  try {
    return { kind: "updated", url: (await client.updateComment(existing.id, body)).url };
  } catch (error) {
    // Deleted since, or not ours to edit after all ("Must have admin rights"): one new comment, once.
    if (!isFailure(error, "permission")) throw error;
    return { kind: "created", url: (await client.createComment(issue, body)).url };
  }
}

/** After an answer that got lost the comment may be there all the same: look before writing a second one. */
async function create(client: CommentClient, issue: number, marker: string, body: string): Promise<IssueComment> {
  try {
    return await client.createComment(issue, body);
  } catch (error) {
    if (!isFailure(error, "unavailable")) throw error;
    return (await findOwn(client, issue, marker)) ?? client.createComment(issue, body);
  }
}

/**
 * The newest comment with the marker at its very start and written by us. Anyone can write a comment with our marker in
 * it; whoever planted it must not be given the report to host, nor keep us from posting our own.
 */
async function findOwn(client: CommentClient, issue: number, marker: string): Promise<IssueComment | undefined> {
  const marked = (await client.listComments(issue)).filter(({ body }) => body.startsWith(marker));
  return (await writtenByUs(client, marked)).at(-1);
}

/** Seconds differ from run to run and say nothing new: what differs by them alone is equal. */
function sameText(a: string, b: string): boolean {
  const plain = (text: string) =>
    text
      .replaceAll("\r\n", "\n")
      .replace(/\b\d+(?:\.\d+)?(?:&nbsp;|\s)(?:s|min)\b/g, "")
      .trimEnd();
  return plain(a) === plain(b);
}

function isFailure(error: unknown, failure: GitHubError["failure"]): boolean {
  return error instanceof GitHubError && error.failure === failure;
}

const REMEDIES: Readonly<Record<ReadOnlyCause, string>> = {
  // https://docs.github.com/actions/reference/security/secure-use
  fork: "The pull request comes from a fork, and such runs get a read-only token whatever permissions says. To comment all the same, let a second workflow on workflow_run post the report.",
  dependabot:
    "Dependabot's runs get a read-only token by default. Add permissions: pull-requests: write to the job, or let a second workflow on workflow_run post the report.",
  permission: "The token may not write comments. Add permissions: pull-requests: write to the job.",
};

function readOnly(event: PullRequest, error: GitHubError): CommentResult {
  const cause = event.isFork ? "fork" : event.isDependabot ? "dependabot" : "permission";
  const warning = `No comment on the pull request: ${error.message}. ${REMEDIES[cause]} The verdict stands.`;
  return { kind: "read-only", cause, warning };
}

function failure(error: GitHubError): string {
  return `No comment on the pull request: ${error.message}. The verdict stands.`;
}
