import { describe, expect, it } from "vitest";
import { connectGitHub } from "../../src/platform/github.ts";
import { githubError } from "../../src/platform/github-errors.ts";

const env = { GITHUB_API_URL: "https://ghes.example/api/v3", GITHUB_REPOSITORY: "octo/app" };

/** What `fetch` is asked for; every request is answered with `status` and `body`. */
function recording(status: number, body: unknown) {
  const urls: string[] = [];
  const fetch = async (url: string | URL | Request) => {
    urls.push(String(url));
    return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
  };
  return { fetch, urls };
}

describe("connectGitHub", () => {
  it("speaks to the Enterprise Server the runner names, GraphQL included", async () => {
    const { fetch, urls } = recording(200, { data: { viewer: { login: "github-actions[bot]" } } });
    const client = await connectGitHub({ token: "t", env, fetch });
    expect(await client.viewerLogin()).toBe("github-actions[bot]");
    expect(urls).toEqual(["https://ghes.example/api/graphql"]);
  });

  it("asks for a hundred comments at a time", async () => {
    const { fetch, urls } = recording(200, []);
    const client = await connectGitHub({ token: "t", env, fetch });
    expect(await client.listComments(7)).toEqual([]);
    expect(urls).toEqual(["https://ghes.example/api/v3/repos/octo/app/issues/7/comments?per_page=100"]);
  });

  it("reads comments whose author is gone", async () => {
    const { fetch } = recording(201, { id: 1, html_url: "https://ghes.example/c", user: null });
    const client = await connectGitHub({ token: "t", env, fetch });
    expect(await client.createComment(7, "b")).toEqual({
      id: 1,
      body: "",
      url: "https://ghes.example/c",
      author: { login: "", isBot: false },
    });
  });

  it("bounds how often it tries, and does not repeat a write that may have taken effect", async () => {
    const pauses: number[] = [];
    const pause = async (ms: number) => {
      pauses.push(ms);
    };
    const { fetch, urls } = recording(503, { message: "Unavailable" });
    const client = await connectGitHub({ token: "t", env, fetch, pause });
    await expect(client.listComments(7)).rejects.toMatchObject({ failure: "unavailable" });
    expect(urls).toHaveLength(3);
    expect(pauses).toEqual([1_000, 2_000]);
    await expect(client.createComment(7, "b")).rejects.toMatchObject({ failure: "unavailable" });
    expect(urls).toHaveLength(4);
    await expect(client.viewerLogin()).rejects.toMatchObject({ failure: "unavailable" });
    expect(urls).toHaveLength(7);
  });

  it("says which variable is missing", async () => {
    const client = await connectGitHub({ token: "t", env: { ...env, GITHUB_REPOSITORY: "app" } });
    await expect(client.listComments(7)).rejects.toMatchObject({
      failure: "rejected",
      message: expect.stringContaining("GITHUB_REPOSITORY"),
    });
  });
});

describe("githubError", () => {
  const answer = (status: number, message = "m", headers: Record<string, string> = {}) =>
    Object.assign(new Error(message), { status, response: { headers } });

  it.each([
    [answer(403, "Resource not accessible by integration"), "permission"],
    [answer(404, "Not Found"), "permission"],
    [answer(403, "You have exceeded a secondary rate limit"), "limit"],
    [answer(403, "Forbidden", { "x-ratelimit-remaining": "0" }), "limit"],
    [answer(403, "Forbidden", { "retry-after": "60" }), "limit"],
    [answer(429), "limit"],
    [answer(403, "Unable to create comment because issue is locked."), "rejected"],
    [answer(401, "Bad credentials"), "rejected"],
    [answer(422, "Validation Failed"), "rejected"],
    [answer(500), "unavailable"],
    [Object.assign(new Error("no response"), { status: 500 }), "unavailable"],
    [new Error("GraphQL said no"), "unavailable"],
  ])("sorts %s as %s", (error, failure) => {
    expect(githubError(error)).toMatchObject({ failure, cause: error });
  });
});
