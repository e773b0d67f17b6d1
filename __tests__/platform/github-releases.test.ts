import { afterEach, describe, expect, it } from "vitest";
import { githubNotes } from "../../src/platform/github-releases.ts";
import { readNotes } from "../../src/release/notes/read-notes.ts";
import { fakeFetch } from "../support/fake-index.ts";
import { type LoopbackIndex, loopbackIndex } from "../support/loopback-index.ts";
import { nobodyThere, TROUBLES, troubledServer } from "../support/troubled-server.ts";

let server: LoopbackIndex | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const read = (api: string, over: { readonly env?: Record<string, string>; readonly token?: string } = {}) =>
  readNotes(["0.32.0"], githubNotes({ token: "a-token", env: { GITHUB_API_URL: api }, fetch, ...over }), 1_000);

describe("GitHub's release notes", () => {
  it("are asked for by the release's tag, with the run's token, at the run's own API", async () => {
    server = await loopbackIndex((_, response) => response.end(JSON.stringify({ body: "* Removed `--x`" })));
    expect(await read(`${server.url}/`)).toMatchObject({
      kind: "read",
      lines: [{ version: "0.32.0", kind: "removal" }],
      versions: ["0.32.0"],
    });
    expect(server.requests).toEqual([
      { line: "GET /repos/vllm-project/vllm/releases/tags/v0.32.0", authorization: "Bearer a-token" },
    ]);
  });

  it("are not there for a release without a page", async () => {
    server = await loopbackIndex((_, response) => response.writeHead(404).end('{"message": "Not Found"}'));
    expect(await read(server.url)).toMatchObject({ kind: "read", lines: [], versions: [], without: ["0.32.0"] });
  });

  it("may be empty", async () => {
    server = await loopbackIndex((_, response) => response.end('{"body": null}'));
    expect(await read(server.url)).toMatchObject({ kind: "read", without: ["0.32.0"] });
  });

  it.each([
    ["without a token", { GITHUB_API_URL: "https://api.github.com" }, undefined, /no token/],
    [
      "on GitHub Enterprise Server: its token is for no other host",
      { GITHUB_SERVER_URL: "https://github.example.org", GITHUB_API_URL: "https://github.example.org/api/v3" },
      "a-token",
      /not on github\.com/,
    ],
  ])("are not asked for %s", async (_, env, token, reason) => {
    const asked = fakeFetch(() => new Response("{}"));
    const notes = await readNotes(["0.32.0"], githubNotes({ token, env, fetch: asked }));
    expect(notes).toEqual({ kind: "unread", reason: expect.stringMatching(reason) });
    expect(asked.asked).toEqual([]);
  });

  it("do not carry the token to where an answer points", async () => {
    const stranger = await loopbackIndex((_, response) => response.end('{"body": "* Removed x"}'));
    const elsewhere = stranger.url.replace("127.0.0.1", "localhost");
    server = await loopbackIndex((_, response) => response.writeHead(302, { Location: elsewhere }).end());
    await read(server.url);
    expect(stranger.requests.map(({ authorization }) => authorization)).toEqual(stranger.requests.map(() => undefined));
    await stranger.close();
  });
});

describe("GitHub in trouble", () => {
  const REASONS: Readonly<Record<string, RegExp>> = {
    "does not answer": /in time|did not answer/,
    "sends one byte and stops": /in time|abort|timeout/,
    "drips a byte at a time": /in time|abort|timeout/,
    "never ends its answer": /longer than 2 MB|in time/,
    "breaks the connection": /did not answer/,
    "breaks off in its answer": /terminated|aborted/,
    "answers a page for people": /not JSON/,
    "answers half a document": /not JSON/,
    "answers another document": /no release/,
    "answers nothing": /not JSON/,
    "answers 500": /answered 500/,
    "answers 503 and asks for an hour": /answered 503/,
    "answers 429 and asks for an hour": /refused to answer \(429\)/,
    "answers 403": /refused to answer \(403\)/,
    "sends people in circles": /did not answer: .*redirect/,
  };

  it.each(Object.keys(TROUBLES))("that %s is told of, soon", async (trouble) => {
    server = await troubledServer(trouble);
    expect(await read(server.url)).toEqual({
      kind: "unread",
      reason: expect.stringMatching(REASONS[trouble] ?? /never/),
    });
    if (/429|403/.test(trouble)) expect(server.requests).toHaveLength(1);
  });

  it("that is not there is told of", async () => {
    expect(await read(await nobodyThere())).toEqual({
      kind: "unread",
      reason: expect.stringMatching(/did not answer: .*ECONNREFUSED/),
    });
  });
});
