import { describe, expect, it } from "vitest";
import { EventError, loadEvent, readEvent } from "../src/event.ts";

const BASE = "a".repeat(40);
const HEAD = "b".repeat(40);
const ZERO = "0".repeat(40);

function pullRequest(over: Record<string, unknown> = {}) {
  return {
    pull_request: {
      number: 7,
      user: { login: "maintainer" },
      base: { sha: BASE, repo: { full_name: "octo/app" } },
      head: { sha: HEAD, repo: { full_name: "octo/app" } },
      ...over,
    },
  };
}

function failureOf(name: string, payload: unknown): EventError {
  try {
    readEvent({ name, payload, env: {} });
  } catch (error) {
    if (error instanceof EventError) return error;
  }
  throw new Error("an EventError was expected");
}

describe("pull_request", () => {
  it("gives the number and both commits", () => {
    expect(readEvent({ name: "pull_request", payload: pullRequest(), env: {} })).toEqual({
      name: "pull_request",
      number: 7,
      base: BASE,
      head: HEAD,
      isFork: false,
      isDependabot: false,
    });
  });

  it.each([
    ["another repository", { sha: HEAD, repo: { full_name: "stranger/app" } }, true],
    ["a repository deleted since", { sha: HEAD, repo: null }, true],
    ["a payload without repositories, as local runners make it", { sha: HEAD }, false],
  ])("knows a fork: %s", (_, head, isFork) => {
    expect(readEvent({ name: "pull_request", payload: pullRequest({ head }), env: {} })).toMatchObject({ isFork });
  });

  it("compares with GITHUB_REPOSITORY when the payload does not name the base repository", () => {
    const payload = pullRequest({ base: { sha: BASE } });
    const read = (repository: string) =>
      readEvent({ name: "pull_request", payload, env: { GITHUB_REPOSITORY: repository } });
    expect(read("octo/app")).toMatchObject({ isFork: false });
    expect(read("elsewhere/app")).toMatchObject({ isFork: true });
  });

  it.each([
    ["the run's actor", "maintainer", "dependabot[bot]"],
    ["the author, when somebody else runs it again", "dependabot[bot]", "maintainer"],
  ])("knows Dependabot by %s", (_, login, actor) => {
    const payload = pullRequest({ user: { login } });
    expect(readEvent({ name: "pull_request", payload, env: { GITHUB_ACTOR: actor } })).toMatchObject({
      isDependabot: true,
    });
  });

  it.each([
    ["nothing", null, "pull_request.number"],
    ["an empty object", {}, "pull_request.number"],
    ["a number as text", pullRequest({ number: "7" }), "pull_request.number"],
    ["no base", pullRequest({ base: {} }), "pull_request.base.sha"],
    ["a commit that is an option for git", pullRequest({ head: { sha: "--upload-pack=x" } }), "pull_request.head.sha"],
  ])("says what is missing in a payload of %s", (_, payload, field) => {
    const error = failureOf("pull_request", payload);
    expect(error.kind).toBe("malformed");
    expect(error.message).toContain(field);
  });
});

describe("merge_group", () => {
  it.each([
    [`refs/heads/gh-readonly-queue/main/pr-42-${BASE}`, 42],
    [`gh-readonly-queue/release/1.0/pr-9-${BASE}`, 9],
    ["refs/heads/gh-readonly-queue/main/something-new", undefined],
  ])("takes the number from %s", (head_ref, number) => {
    const payload = { merge_group: { base_sha: BASE, head_sha: HEAD, head_ref } };
    expect(readEvent({ name: "merge_group", payload, env: {} })).toEqual({
      name: "merge_group",
      base: BASE,
      head: HEAD,
      ...(number === undefined ? {} : { number }),
    });
  });

  it("does not look for a pull request", () => {
    expect(failureOf("merge_group", pullRequest()).message).toContain("merge_group.base_sha");
  });
});

describe("push", () => {
  it("gives both commits", () => {
    expect(readEvent({ name: "push", payload: { before: BASE, after: HEAD }, env: {} })).toEqual({
      name: "push",
      base: BASE,
      head: HEAD,
    });
  });

  it("has no base on a new branch", () => {
    expect(readEvent({ name: "push", payload: { before: ZERO, after: HEAD }, env: {} })).toEqual({
      name: "push",
      head: HEAD,
    });
  });

  it("has nothing to check when a branch is deleted", () => {
    expect(failureOf("push", { before: BASE, after: ZERO }).kind).toBe("unsupported");
  });
});

describe("other events", () => {
  it.each(["workflow_dispatch", "schedule"])("%s needs nothing of its payload", (name) => {
    expect(readEvent({ name, payload: null, env: {} })).toEqual({ name });
  });

  it.each(["pull_request_target", "workflow_run", "issue_comment"])("refuses %s, says why and what to use", (name) => {
    const error = failureOf(name, pullRequest());
    expect(error.kind).toBe("refused");
    expect(error.message).toContain(name);
    expect(error.message).toMatch(/write token/);
    expect(error.message).toMatch(/on: pull_request/);
  });

  it("names the events there are for one it does not know", () => {
    const error = failureOf("release", {});
    expect(error.kind).toBe("unsupported");
    expect(error.message).toContain("pull_request, merge_group, push, workflow_dispatch or schedule");
  });
});

describe("loadEvent", () => {
  const env = { GITHUB_EVENT_NAME: "push", GITHUB_EVENT_PATH: "/event.json" };

  it("is a terminal without GITHUB_EVENT_NAME", async () => {
    await expect(loadEvent({}, () => Promise.reject(new Error("not read")))).resolves.toEqual({ name: "terminal" });
  });

  it("reads the payload's file", async () => {
    const read = (path: string) =>
      Promise.resolve(path === "/event.json" ? `{"before":"${BASE}","after":"${HEAD}"}` : "");
    await expect(loadEvent(env, read)).resolves.toMatchObject({ name: "push", base: BASE });
  });

  it.each([
    ["is not JSON", () => Promise.resolve("{")],
    ["is not there", () => Promise.reject(new Error("ENOENT"))],
  ])("says so when the file %s", async (_, read) => {
    await expect(loadEvent(env, read)).rejects.toThrow(/payload of the push event \(GITHUB_EVENT_PATH\)/);
  });

  it("keeps the reason a payload was turned down", async () => {
    await expect(loadEvent(env, () => Promise.resolve("{}"))).rejects.toThrow(/has no before/);
  });
});
