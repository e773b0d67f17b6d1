import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type Comment, commentFrom, type User } from "./github-comment.ts";
import { releaseFrom } from "./github-release.ts";
import {
  type FileEntry,
  fileEntry,
  type LineComment,
  type ReviewRequest,
  review,
  reviewComment,
} from "./github-review.ts";
import { close, listen } from "./loopback.ts";

/**
 * How the fake answers writes.
 *
 * - `read-only`: what a fork's, Dependabot's or a badly permitted token gets
 * - `hidden`: what a token gets that may not even see the pull request; reads too
 * - `no-edit`: comments can be written, not edited
 * - `locked`: the conversation is locked
 * - `outdated`: a line that a review comments on is not part of the diff
 */
export type Mode = "ok" | "read-only" | "hidden" | "no-edit" | "locked" | "outdated";

export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
}

/** GitHub as far as one pull request's comments go, with a memory. Behind Prism each exchange is held to GitHub's description. */
export interface GitHubFake {
  readonly url: string;
  readonly comments: Comment[];
  /** The files of the pull request, and the comments at their lines. */
  readonly files: FileEntry[];
  readonly lineComments: LineComment[];
  /** Release notes of vLLM, by tag. */
  readonly notes: Map<string, string>;
  readonly requests: Recorded[];
  mode: Mode;
  viewer: User;
  /** Where clients reach the fake: what the `Link` headers must name. */
  publicUrl: string;
  /** Answers given before any other, one a request. */
  readonly interruptions: {
    readonly status: number;
    readonly headers?: Record<string, string>;
    readonly message: string;
  }[];
  /** Puts a comment there as somebody. */
  plant(author: User, body: string): Comment;
  close(): Promise<void>;
}

export const REPOSITORY = "octo/app";
export const PULL_REQUEST = 7;
export const ACTIONS_BOT: User = { login: "github-actions[bot]", type: "Bot" };

const DOCUMENTATION = "https://docs.github.com/rest/issues/comments";

export async function startGitHubFake(): Promise<GitHubFake> {
  const server = createServer((request, response) => {
    void answer(fake, request, response);
  });
  const url = await listen(server);
  const fake: GitHubFake = {
    url,
    comments: [],
    files: [],
    lineComments: [],
    notes: new Map(),
    requests: [],
    mode: "ok",
    viewer: ACTIONS_BOT,
    publicUrl: url,
    interruptions: [],
    plant: (author, body) => add(fake, author, body),
    close: () => close(server),
  };
  return fake;
}

function add(fake: GitHubFake, author: User, body: string): Comment {
  const id = 1_000 + fake.comments.length;
  const comment = commentFrom({ id, author, body, repository: REPOSITORY, issue: PULL_REQUEST });
  fake.comments.push(comment);
  return comment;
}

const PATHS = {
  list: `/repos/${REPOSITORY}/issues/${PULL_REQUEST}/comments`,
  files: `/repos/${REPOSITORY}/pulls/${PULL_REQUEST}/files`,
  reviews: `/repos/${REPOSITORY}/pulls/${PULL_REQUEST}/reviews`,
  lineComments: `/repos/${REPOSITORY}/pulls/${PULL_REQUEST}/comments`,
  release: /^\/repos\/vllm-project\/vllm\/releases\/tags\/([\w.]+)$/,
  one: new RegExp(`^/repos/${REPOSITORY}/issues/comments/(\\d+)$`),
};

async function answer(fake: GitHubFake, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", fake.publicUrl);
  const method = request.method ?? "GET";
  const text = await textOf(request);
  const body = text === "" ? undefined : JSON.parse(text);
  fake.requests.push({ method, path: request.url ?? "", body, authorization: request.headers.authorization });
  const send = (status: number, value: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", ...headers });
    response.end(JSON.stringify(value));
  };
  const fail = (status: number, message: string, headers: Record<string, string> = {}) =>
    send(status, { message, documentation_url: DOCUMENTATION, status: String(status) }, headers);

  const interruption = fake.interruptions.shift();
  if (interruption !== undefined) return fail(interruption.status, interruption.message, interruption.headers);
  if (pathname === "/graphql") return send(200, { data: { viewer: { login: fake.viewer.login } } });
  const tag = PATHS.release.exec(pathname)?.[1];
  const notes = tag === undefined ? undefined : fake.notes.get(tag);
  if (tag !== undefined && notes !== undefined) return send(200, releaseFrom(tag, notes));
  if (fake.mode === "hidden") return fail(404, "Not Found");
  const listed = method === "GET" ? lists(fake)[pathname] : undefined;
  if (listed !== undefined) return list(listed, `${fake.publicUrl}${pathname}`, searchParams, send);
  if (fake.mode === "read-only") {
    const accepted = { "X-Accepted-GitHub-Permissions": "issues=write; pull_requests=write" };
    return fail(403, "Resource not accessible by integration", accepted);
  }
  if (fake.mode === "locked") return fail(403, "Unable to create comment because issue is locked.");
  if (pathname === PATHS.list && method === "POST") return send(201, add(fake, fake.viewer, body.body));
  if (pathname === PATHS.reviews && method === "POST") {
    if (fake.mode === "outdated") return fail(422, "Unprocessable Entity: Line could not be resolved");
    return send(200, place(fake, body));
  }
  const edited = fake.comments.find((comment) => String(comment.id) === PATHS.one.exec(pathname)?.[1]);
  if (edited === undefined || method !== "PATCH") return fail(404, "Not Found");
  if (fake.mode === "no-edit") return fail(403, "Must have admin rights to Repository.");
  edited.body = body.body;
  return send(200, edited);
}

function lists({ comments, files, lineComments }: GitHubFake): Readonly<Record<string, readonly unknown[]>> {
  return {
    [PATHS.list]: comments,
    [PATHS.files]: files.map((file) => fileEntry(file, REPOSITORY)),
    [PATHS.lineComments]: lineComments.map((one, index) => reviewComment(one, 500 + index, REPOSITORY, PULL_REQUEST)),
  };
}

function place(fake: GitHubFake, request: ReviewRequest): unknown {
  fake.lineComments.push(...request.comments.map((comment) => ({ ...comment, author: fake.viewer })));
  return review(request, fake.viewer, REPOSITORY, PULL_REQUEST);
}

/** https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
function list(
  all: readonly unknown[],
  address: string,
  query: URLSearchParams,
  send: (status: number, value: unknown, headers?: Record<string, string>) => void,
): void {
  const size = Number(query.get("per_page") ?? 30);
  const page = Number(query.get("page") ?? 1);
  const more = all.length > page * size;
  const next = `<${address}?per_page=${size}&page=${page + 1}>; rel="next"`;
  send(200, all.slice((page - 1) * size, page * size), more ? { Link: next } : {});
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
