import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Event } from "../../src/event.ts";
import { connectGitHub, type GitHubClient } from "../../src/platform/github.ts";
import { commentMarker, reportComment } from "../../src/reporters/comment.ts";
import { ACTIONS_BOT, type GitHubFake, PULL_REQUEST, REPOSITORY, startGitHubFake } from "../support/github-fake.ts";
import { type Prism, startPrism } from "../support/prism.ts";

const STRANGER = { login: "mallory", type: "User" } as const;
const marker = commentMarker("CI", "check");

let fake: GitHubFake;
let prism: Prism;
let client: GitHubClient;
let pauses: number[];

beforeAll(async () => {
  fake = await startGitHubFake();
  prism = await startPrism(fake.url);
  fake.publicUrl = prism.url;
});

afterAll(async () => {
  await prism?.close();
  await fake?.close();
});

beforeEach(async () => {
  pauses = [];
  Object.assign(fake, { mode: "ok", viewer: ACTIONS_BOT });
  for (const list of [fake.comments, fake.requests, fake.interruptions]) list.length = 0;
  client = await connectGitHub({
    token: "a-token",
    env: { GITHUB_API_URL: prism.url, GITHUB_REPOSITORY: REPOSITORY },
    pause: async (ms) => {
      pauses.push(ms);
    },
  });
});

function event(over: Partial<Extract<Event, { name: "pull_request" }>> = {}): Event {
  const commits = { base: "a".repeat(40), head: "b".repeat(40) };
  return { name: "pull_request", number: PULL_REQUEST, ...commits, isFork: false, isDependabot: false, ...over };
}

function report(text: string, over: Partial<Parameters<typeof reportComment>[0]> = {}) {
  return reportComment({
    client,
    event: event(),
    workflow: "CI",
    job: "check",
    verdict: "fail",
    render: () => text,
    ...over,
  });
}

function writes(): readonly string[] {
  return fake.requests
    .filter(({ method, path }) => method !== "GET" && path !== "/graphql")
    .map(({ method }) => method);
}

describe("the comment, by GitHub's own description", () => {
  it("is created, updated when the report changes, and left alone when it does not", async () => {
    const created = await report("red");
    expect(created).toMatchObject({ kind: "created", url: expect.stringMatching(/#issuecomment-\d+$/) });
    expect(await report("green", { verdict: "pass" })).toMatchObject({ kind: "updated" });
    expect(await report("green", { verdict: "pass" })).toMatchObject({ kind: "unchanged" });
    expect(writes()).toEqual(["POST", "PATCH"]);
    expect(fake.comments.map(({ body }) => body)).toEqual([`${marker}\ngreen`]);
    expect(new Set(fake.requests.map(({ authorization }) => authorization))).toEqual(new Set(["token a-token"]));
  });

  it("is found behind more than two hundred others", async () => {
    for (let count = 0; count < 205; count++) fake.plant(STRANGER, `comment ${count}`);
    fake.plant(ACTIONS_BOT, `${marker}\nred`);
    fake.plant(STRANGER, "last word");
    expect(await report("green")).toMatchObject({ kind: "updated" });
    expect(fake.requests.filter(({ method }) => method === "GET")).toHaveLength(3);
    expect(fake.comments[205]?.body).toBe(`${marker}\ngreen`);
  });

  it("is never a stranger's, even with our marker at the start", async () => {
    const planted = [
      fake.plant(STRANGER, `${marker}\nplanted`),
      fake.plant({ login: "other-app[bot]", type: "Bot" }, `${marker}\nechoed`),
      fake.plant({ login: "github-actions", type: "User" }, `${marker}\nlook-alike`),
    ].map((comment) => ({ ...comment }));
    expect(await report("ours")).toMatchObject({ kind: "created" });
    expect(fake.comments.slice(0, 3)).toEqual(planted);
    expect(fake.comments[3]?.body).toBe(`${marker}\nours`);
  });

  it("is not another comment of ours that only quotes the marker", async () => {
    fake.plant(ACTIONS_BOT, `See ${marker}`);
    expect(await report("ours")).toMatchObject({ kind: "created" });
  });

  it("is an App's own when the token is an App's", async () => {
    const app = { login: "upgrade-bot[bot]", type: "Bot" } as const;
    fake.plant(ACTIONS_BOT, `${marker}\nfrom another token`);
    fake.plant(app, `${marker}\nold`);
    fake.viewer = app;
    expect(await report("new")).toMatchObject({ kind: "updated" });
    expect(fake.comments.map(({ body }) => body)).toEqual([`${marker}\nfrom another token`, `${marker}\nnew`]);
  });

  it("is the newest of ours, should there be two", async () => {
    fake.plant(ACTIONS_BOT, `${marker}\nfirst`);
    fake.plant(ACTIONS_BOT, `${marker}\nsecond`);
    await report("third");
    expect(fake.comments.map(({ body }) => body)).toEqual([`${marker}\nfirst`, `${marker}\nthird`]);
  });

  it("is written anew, once, when the old one may not be edited", async () => {
    fake.plant(ACTIONS_BOT, `${marker}\nold`);
    fake.mode = "no-edit";
    expect(await report("new")).toMatchObject({ kind: "created" });
    expect(writes()).toEqual(["PATCH", "POST"]);
  });
});

describe("a token that may not write", () => {
  it.each([
    ["fork", { isFork: true }, /from a fork.*workflow_run/],
    ["dependabot", { isDependabot: true }, /Dependabot's runs.*pull-requests: write/],
    ["permission", {}, /Add permissions: pull-requests: write/],
  ])("is explained: %s", async (cause, over, remedy) => {
    fake.mode = "read-only";
    const result = await report("red", { event: event(over) });
    expect(result).toMatchObject({ kind: "read-only", cause, warning: expect.stringMatching(remedy) });
    expect(result).toMatchObject({ warning: expect.stringContaining("Resource not accessible by integration") });
    expect(writes()).toEqual(["POST"]);
  });

  it("is told apart from a locked conversation, fork or not", async () => {
    fake.mode = "locked";
    const result = await report("red", { event: event({ isFork: true }) });
    expect(result).toMatchObject({ kind: "failed", warning: expect.stringContaining("issue is locked") });
  });

  it("is the same when GitHub hides the pull request from it", async () => {
    fake.mode = "hidden";
    expect(await report("red")).toMatchObject({ kind: "read-only", cause: "permission" });
  });

  it("does not write twice when an old comment is there", async () => {
    fake.plant(ACTIONS_BOT, `${marker}\nold`);
    fake.mode = "read-only";
    expect(await report("new")).toMatchObject({ kind: "read-only" });
    expect(writes()).toEqual(["PATCH", "POST"]);
  });
});

describe("patience", () => {
  const secondary = { status: 403, message: "You have exceeded a secondary rate limit." };

  it("waits as long as Retry-After says", async () => {
    fake.interruptions.push({ ...secondary, headers: { "Retry-After": "7" } });
    expect(await report("red")).toMatchObject({ kind: "created" });
    expect(pauses).toEqual([7_000]);
  });

  it("waits a minute when a secondary limit does not say, and not for longer", async () => {
    fake.interruptions.push(secondary, { ...secondary, status: 429 });
    expect(await report("red")).toMatchObject({ kind: "failed", warning: expect.stringContaining("rate limit") });
    expect(pauses).toEqual([60_000]);
  });

  it("does not wait for the hour to pass when the primary limit is spent", async () => {
    const reset = String(Math.floor(Date.now() / 1000) + 3_000);
    const headers = { "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset };
    fake.interruptions.push({ status: 403, message: "API rate limit exceeded", headers });
    expect(await report("red")).toMatchObject({ kind: "failed" });
    expect(pauses).toEqual([]);
  });

  it("repeats a read that failed on GitHub's side", async () => {
    fake.interruptions.push({ status: 502, message: "Server Error" }, { status: 502, message: "Server Error" });
    expect(await report("red")).toMatchObject({ kind: "created" });
    expect(pauses).toEqual([1_000, 2_000]);
  });
});

describe("the description", () => {
  it("is enforced on requests: a comment without a body does not get through", async () => {
    await expect(client.createComment(PULL_REQUEST, 1 as unknown as string)).rejects.toMatchObject({
      failure: "rejected",
    });
    expect(fake.requests).toEqual([]);
  });

  it("is enforced on answers: a fake that strays is found out", async () => {
    fake.plant(ACTIONS_BOT, 5 as unknown as string);
    await expect(client.listComments(PULL_REQUEST)).rejects.toMatchObject({ failure: "unavailable" });
  });
});
