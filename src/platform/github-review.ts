import type { getOctokit } from "@actions/github";
import { asGitHubErrors } from "./github-errors.ts";

/** A comment at a line of a pull request's diff. */
export interface ReviewComment {
  readonly body: string;
  readonly author: { readonly login: string; readonly isBot: boolean };
}

/** A file that a pull request changes, as its diff shows it. */
export interface ChangedPatch {
  /** POSIX path from the repository's top, on the new side. */
  readonly path: string;
  /** The hunks; absent for binary and for large files. */
  readonly patch?: string;
}

export interface NewReview {
  /** The commit whose lines the comments name. */
  readonly commit: string;
  readonly body: string;
  /** `line` is 1-based, on the new side of the diff. */
  readonly comments: readonly { readonly path: string; readonly line: number; readonly body: string }[];
}

/** What the suggestions need of GitHub, and no more. Every method rejects with a `GitHubError`. */
export interface ReviewClient {
  /** All files of the pull request that are still there; GitHub lists at most 3000. */
  listChangedPatches(pull: number): Promise<readonly ChangedPatch[]>;
  /** All comments at the diff's lines, outdated ones too. */
  listReviewComments(pull: number): Promise<readonly ReviewComment[]>;
  /** One review that neither approves nor requests changes. All of its comments are placed, or none. */
  createReview(pull: number, review: NewReview): Promise<void>;
}

type Octokit = ReturnType<typeof getOctokit>;

/** @param repository rejects with a `GitHubError` where the environment names none */
export function reviewClient(
  octokit: Octokit,
  repository: () => { readonly owner: string; readonly repo: string },
): ReviewClient {
  const { pulls } = octokit.rest;
  const page = (pull: number) => ({ ...repository(), pull_number: pull, per_page: 100 });
  return {
    listChangedPatches: (pull) =>
      asGitHubErrors(async () => {
        const files = await octokit.paginate(pulls.listFiles, page(pull));
        return files
          .filter(({ status }) => status !== "removed")
          .map(({ filename, patch }) => ({ path: filename, ...(patch === undefined ? {} : { patch }) }));
      }),
    listReviewComments: (pull) =>
      asGitHubErrors(async () => {
        const comments = await octokit.paginate(pulls.listReviewComments, page(pull));
        return comments.map(({ body, user }) => ({
          body,
          // A deleted account's comment has no user, whatever the description says.
          author: { login: user?.login ?? "", isBot: user?.type === "Bot" },
        }));
      }),
    createReview: (pull, { commit, body, comments }) =>
      asGitHubErrors(async () => {
        await pulls.createReview({
          ...repository(),
          pull_number: pull,
          commit_id: commit,
          event: "COMMENT",
          body,
          comments: comments.map((comment) => ({ ...comment, side: "RIGHT" })),
        });
      }),
  };
}
