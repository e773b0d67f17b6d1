import { describe, expect, it } from "vitest";
import type { Event } from "../../src/event.ts";
import type { CommentClient, IssueComment } from "../../src/platform/github.ts";
import { GitHubError } from "../../src/platform/github-errors.ts";
import { commentMarker, reportComment } from "../../src/reporters/comment.ts";

const BOT = { login: "github-actions[bot]", isBot: true };
const marker = commentMarker("CI", "check");
const pullRequest: Event = {
  name: "pull_request",
  number: 7,
  base: "a".repeat(40),
  head: "b".repeat(40),
  isFork: false,
  isDependabot: false,
};

interface Memory extends CommentClient {
  readonly comments: IssueComment[];
  readonly writes: string[];
}

/** The client's interface over an array; what HTTP adds is the contract tests' business. */
function memory(comments: readonly IssueComment[] = [], over: Partial<CommentClient> = {}): Memory {
  const stored = [...comments];
  const writes: string[] = [];
  return {
    comments: stored,
    writes,
    viewerLogin: () => Promise.resolve(BOT.login),
    listComments: () => Promise.resolve(stored),
    createComment: async (_, body) => {
      writes.push("create");
      stored.push(comment(stored.length + 1, body));
      return stored.at(-1) as IssueComment;
    },
    updateComment: async (id, body) => {
      writes.push("update");
      const index = stored.findIndex((candidate) => candidate.id === id);
      stored[index] = { ...(stored[index] as IssueComment), body };
      return stored[index] as IssueComment;
    },
    ...over,
  };
}

function comment(id: number, body: string, author = BOT): IssueComment {
  return { id, body, author, url: `https://github.com/octo/app/pull/7#issuecomment-${id}` };
}

function report(client: CommentClient, over: Partial<Parameters<typeof reportComment>[0]> = {}) {
  const rest = { event: pullRequest, workflow: "CI", job: "check", verdict: "fail", render: () => "text" } as const;
  return reportComment({ client, ...rest, ...over });
}

describe("commentMarker", () => {
  it("names the workflow and the job", () => {
    expect(marker).toBe("<!-- vllm-upgrade-check:CI/check -->");
    expect(commentMarker("Upgrade check", "my-job")).toBe("<!-- vllm-upgrade-check:Upgrade%20check/my-job -->");
  });

  it.each(["a --> b", "a--!>b", "---", "<!--", "`@x`\n"])("cannot be ended early by the name %j", (name) => {
    const inner = commentMarker(name, name).slice("<!--".length, -"-->".length);
    expect(inner).not.toMatch(/--|[<>@`\n]/);
  });

  it("keeps different names apart", () => {
    const pairs = [
      ["a/b", "c"],
      ["a", "b/c"],
      ["a%2Fb", "c"],
      ["a--b", "c"],
      ["a-%2Db", "c"],
    ] as const;
    expect(new Set(pairs.map(([workflow, job]) => commentMarker(workflow, job))).size).toBe(pairs.length);
  });
});

describe("reportComment", () => {
  it("starts with the marker and leaves room for it", async () => {
    const client = memory();
    let limit = 0;
    const render = (room: number) => {
      limit = room;
      return "x".repeat(room);
    };
    await report(client, { render });
    expect(client.comments[0]?.body.length).toBe(65_536);
    expect(client.comments[0]?.body.startsWith(`${marker}\n`)).toBe(true);
    expect(limit).toBe(65_536 - marker.length - 1);
  });

  it.each([
    { name: "push", head: "b".repeat(40) },
    { name: "merge_group", base: "a".repeat(40), head: "b".repeat(40), number: 7 },
    { name: "schedule" },
  ] as const)("says nothing on $name", async (event) => {
    const client = memory();
    expect(await report(client, { event })).toMatchObject({ kind: "none" });
    expect(client.writes).toEqual([]);
  });

  it("says nothing when not applicable, unless it has spoken before", async () => {
    const silent = memory();
    expect(await report(silent, { verdict: "not-applicable" })).toMatchObject({ kind: "none" });
    expect(silent.writes).toEqual([]);
    const spoken = memory([comment(1, `${marker}\nred`)]);
    expect(await report(spoken, { verdict: "not-applicable" })).toMatchObject({ kind: "updated" });
    expect(spoken.comments[0]?.body).toBe(`${marker}\ntext`);
  });

  it.each([`${marker}\r\ntext\r\n`, `${marker}\ntext\n\n`])(
    "takes %j, as GitHub may store it, for equal",
    async (body) => {
      const client = memory([comment(1, body)]);
      expect(await report(client)).toMatchObject({ kind: "unchanged" });
      expect(client.writes).toEqual([]);
    },
  );

  it("keeps workflows and jobs apart", async () => {
    const client = memory([comment(1, `${commentMarker("CI", "other")}\ntext`)]);
    expect(await report(client)).toMatchObject({ kind: "created" });
  });

  it("does not take its own name's comment that only quotes the marker", async () => {
    const quoting = `Another job says:\n> ${marker}\nred`;
    const client = memory([comment(1, quoting)]);
    expect(await report(client)).toMatchObject({ kind: "created" });
    expect(client.comments[0]?.body).toBe(quoting);
  });

  it("does not ask who it is when nothing carries the marker", async () => {
    const client = memory([comment(1, "hello")], { viewerLogin: () => Promise.reject(new Error("asked")) });
    expect(await report(client)).toMatchObject({ kind: "created" });
  });

  it("takes the default token's name where GraphQL is closed, and still not a stranger's comment", async () => {
    const viewerLogin = () => Promise.reject(new GitHubError("permission", "closed"));
    const own = memory([comment(1, `${marker}\nold`)], { viewerLogin });
    expect(await report(own)).toMatchObject({ kind: "updated" });
    const planted = memory([comment(1, `${marker}\nold`, { login: "mallory", isBot: false })], { viewerLogin });
    expect(await report(planted)).toMatchObject({ kind: "created" });
  });

  it("knows a bot whose name GraphQL gives without its suffix, and not the person of that name", async () => {
    const viewerLogin = () => Promise.resolve("upgrade-bot");
    const bot = memory([comment(1, `${marker}\nold`, { login: "upgrade-bot[bot]", isBot: true })], { viewerLogin });
    expect(await report(bot)).toMatchObject({ kind: "updated" });
    const person = memory([comment(1, `${marker}\nold`, { login: "upgrade-bot[bot]", isBot: false })], { viewerLogin });
    expect(await report(person)).toMatchObject({ kind: "created" });
  });

  it("looks before it writes again when the answer to its first comment got lost", async () => {
    const client = memory();
    const create = client.createComment;
    let lost = 0;
    const arrived = {
      ...client,
      createComment: async (issue: number, body: string) => {
        const made = await create(issue, body);
        if (lost++ === 0) throw new GitHubError("unavailable", "Bad Gateway");
        return made;
      },
    };
    expect(await report(arrived)).toMatchObject({ kind: "created", url: expect.stringContaining("-1") });
    expect(client.comments).toHaveLength(1);
    let failed = 0;
    const never = {
      ...memory(),
      createComment: async (issue: number, body: string) => {
        if (failed++ === 0) throw new GitHubError("unavailable", "Bad Gateway");
        return create(issue, body);
      },
    };
    expect(await report(never)).toMatchObject({ kind: "created" });
    expect(failed).toBe(2);
  });

  it("turns a refusal into a warning, never into a failure of the check", async () => {
    const failing = (failure: GitHubError["failure"]) =>
      memory([], { createComment: () => Promise.reject(new GitHubError(failure, "why (HTTP 4)")) });
    expect(await report(failing("permission"))).toMatchObject({ kind: "read-only", cause: "permission" });
    expect(await report(failing("rejected"))).toEqual({
      kind: "failed",
      warning: "No comment on the pull request: why (HTTP 4). The verdict stands.",
    });
  });

  it("does not hide a mistake of our own", async () => {
    const broken = memory([], { listComments: () => Promise.reject(new TypeError("a bug")) });
    await expect(report(broken)).rejects.toThrow("a bug");
  });
});
