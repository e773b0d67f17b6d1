import { type User, userFrom } from "./github-comment.ts";

/** A file of the pull request (`diff-entry`), with all that GitHub's description requires. */
export interface FileEntry {
  readonly filename: string;
  readonly status: "added" | "removed" | "modified";
  readonly patch?: string;
}

/** A comment at a line of the diff, as far as the tests look at it. */
export interface LineComment {
  readonly path: string;
  readonly line: number;
  readonly side: string;
  readonly body: string;
  readonly author: User;
}

/** What `POST /pulls/{n}/reviews` was sent. */
export interface ReviewRequest {
  readonly commit_id: string;
  readonly event: string;
  readonly body: string;
  readonly comments: readonly Omit<LineComment, "author">[];
}

const SHA = "b".repeat(40);
const TIME = "2026-11-24T12:00:00Z";

export function fileEntry({ filename, status, patch }: FileEntry, repository: string) {
  const url = `https://github.com/${repository}/blob/${SHA}/${encodeURIComponent(filename)}`;
  return {
    sha: SHA,
    filename,
    status,
    additions: 1,
    deletions: 1,
    changes: 2,
    blob_url: url,
    raw_url: url,
    contents_url: url,
    ...(patch === undefined ? {} : { patch }),
  };
}

export function reviewComment(comment: LineComment, id: number, repository: string, pull: number) {
  const [api, html] = [
    `https://api.github.com/repos/${repository}/pulls`,
    `https://github.com/${repository}/pull/${pull}`,
  ];
  return {
    url: `${api}/comments/${id}`,
    id,
    node_id: `PRRC_${id}`,
    pull_request_review_id: 1,
    diff_hunk: "@@ -1 +1 @@",
    path: comment.path,
    line: comment.line,
    side: comment.side,
    commit_id: SHA,
    original_commit_id: SHA,
    user: userFrom(comment.author),
    body: comment.body,
    created_at: TIME,
    updated_at: TIME,
    html_url: `${html}#discussion_r${id}`,
    pull_request_url: `${api}/${pull}`,
    author_association: "NONE",
    _links: {
      self: { href: `${api}/comments/${id}` },
      html: { href: html },
      pull_request: { href: `${api}/${pull}` },
    },
  };
}

export function review(request: ReviewRequest, author: User, repository: string, pull: number) {
  const [api, html] = [
    `https://api.github.com/repos/${repository}/pulls`,
    `https://github.com/${repository}/pull/${pull}`,
  ];
  return {
    id: 80,
    node_id: "PRR_80",
    user: userFrom(author),
    body: request.body,
    state: "COMMENTED",
    commit_id: request.commit_id,
    html_url: `${html}#pullrequestreview-80`,
    pull_request_url: `${api}/${pull}`,
    _links: { html: { href: html }, pull_request: { href: `${api}/${pull}` } },
    author_association: "NONE",
    submitted_at: TIME,
  };
}
