import type { getOctokit } from "@actions/github";
import { asGitHubErrors, GitHubError, withRetries } from "./github-errors.ts";
import { type ReviewClient, reviewClient } from "./github-review.ts";
import type { Fetch } from "./http.ts";

export interface IssueComment {
  readonly id: number;
  readonly body: string;
  /** The page a person opens. */
  readonly url: string;
  readonly author: { readonly login: string; readonly isBot: boolean };
}

/** What the comment reporter needs of GitHub, and no more. Every method rejects with a `GitHubError`. */
export interface CommentClient {
  /** Who the token speaks for: `github-actions[bot]` for the workflow's own token, `<app>[bot]` for an App's. */
  viewerLogin(): Promise<string>;
  /** All comments of an issue or pull request, oldest first. */
  listComments(issue: number): Promise<readonly IssueComment[]>;
  createComment(issue: number, body: string): Promise<IssueComment>;
  updateComment(id: number, body: string): Promise<IssueComment>;
}

/** One repository's pull requests, as far as the report goes to them. */
export interface GitHubClient extends CommentClient, ReviewClient {}

/** octokit has no timeout of its own: a connection that hangs would hang the job. */
const ATTEMPT_MS = 20_000;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A client for the repository of this run, on github.com or GitHub Enterprise Server (`GITHUB_API_URL`).
 *
 * @param from.fetch the HTTP seam; absent means the toolkit's own, which honours the runner's proxy settings
 * @param from.pause waits that many milliseconds between attempts
 */
export async function connectGitHub(from: {
  readonly token: string;
  readonly env: Environment;
  readonly fetch?: Fetch;
  readonly pause?: (ms: number) => Promise<void>;
}): Promise<GitHubClient> {
  // Loaded late: the package reads the environment, and the event payload, when it is imported.
  const { getOctokit } = await import("@actions/github");
  const baseUrl = from.env["GITHUB_API_URL"];
  const octokit = getOctokit(from.token, {
    ...(baseUrl ? { baseUrl } : {}),
    ...(from.fetch === undefined ? {} : { request: { fetch: from.fetch } }),
  });
  octokit.hook.wrap("request", (request, options) => {
    const attempt = async () => {
      const signal = AbortSignal.timeout(ATTEMPT_MS);
      return request({ ...options, request: { ...options.request, signal } });
    };
    const repeatable = options.method !== "POST" || options.url.endsWith("/graphql");
    return withRetries(attempt, { repeatable, pause: from.pause });
  });
  return clientOf(octokit, from.env);
}

type Octokit = ReturnType<typeof getOctokit>;
type Repository = { readonly owner: string; readonly repo: string };

function clientOf(octokit: Octokit, env: Environment): GitHubClient {
  const { issues } = octokit.rest;
  return {
    ...reviewClient(octokit, () => repositoryOf(env)),
    // GET /user is closed to installation tokens, GITHUB_TOKEN among them; `viewer` answers for every kind of token.
    viewerLogin: () =>
      asGitHubErrors(
        async () => (await octokit.graphql<{ viewer: { login: string } }>("query { viewer { login } }")).viewer.login,
      ),
    listComments: (issue) =>
      asGitHubErrors(async () => {
        const query = { ...repositoryOf(env), issue_number: issue, per_page: 100 };
        return (await octokit.paginate(issues.listComments, query)).map(toComment);
      }),
    createComment: (issue, body) =>
      asGitHubErrors(async () =>
        toComment((await issues.createComment({ ...repositoryOf(env), issue_number: issue, body })).data),
      ),
    updateComment: (id, body) =>
      asGitHubErrors(async () =>
        toComment((await issues.updateComment({ ...repositoryOf(env), comment_id: id, body })).data),
      ),
  };
}

type RawComment = Awaited<ReturnType<Octokit["rest"]["issues"]["createComment"]>>["data"];

function toComment(raw: RawComment): IssueComment {
  return {
    id: raw.id,
    body: raw.body ?? "",
    url: raw.html_url,
    author: { login: raw.user?.login ?? "", isBot: raw.user?.type === "Bot" },
  };
}

function repositoryOf(env: Environment): Repository {
  const [owner, repo] = (env["GITHUB_REPOSITORY"] ?? "").split("/");
  if (owner && repo) return { owner, repo };
  throw new GitHubError("rejected", "GITHUB_REPOSITORY does not name a repository as owner/name.");
}
