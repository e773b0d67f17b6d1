import { afterEach, describe, expect, it } from "vitest";
import { CannotTell } from "../../src/checks/cannot-tell.ts";
import { readReleases } from "../../src/release/index-client.ts";
import { DEFAULT_INDEX, type IndexSettings, indexSettings } from "../../src/release/index-settings.ts";
import { fakeFetch, jsonPage, pageOf, QUICK, recordedPage } from "../support/fake-index.ts";
import { type LoopbackIndex, loopbackIndex } from "../support/loopback-index.ts";

const SECRET = "hunter2";
let server: LoopbackIndex | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

function settings(defaultIndex: string, ...extraIndexes: readonly string[]): IndexSettings {
  const empty = { env: {}, pipConfig: {}, uvConfig: { extraIndexes: [], findLinks: [] } };
  return { ...indexSettings(empty), defaultIndex, extraIndexes };
}

async function failure(work: Promise<unknown>): Promise<CannotTell> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CannotTell);
  const told = error as CannotTell;
  expect(`${told.message} ${told.remedy} ${told.details} ${told.stack}`).not.toContain(SECRET);
  return told;
}

describe("readReleases, over real HTTP", () => {
  it("asks for JSON first, and reads what the index sends", async () => {
    let accept: string | undefined;
    server = await loopbackIndex((request, response) => {
      accept = request.headers.accept;
      response.setHeader("Content-Type", "application/vnd.pypi.simple.v1+json");
      response.end(recordedPage("vllm.json"));
    });
    const releases = await readReleases("vllm", settings(`${server.url}/simple/`), fetch, QUICK);
    expect(releases.size).toBe(15);
    expect(server.requests).toEqual([{ line: "GET /simple/vllm/", authorization: undefined }]);
    expect(accept).toMatch(/^application\/vnd\.pypi\.simple\.v1\+json, .*text\/html/);
  });

  it("reads HTML from a mirror that has no JSON, relative to where it was redirected", async () => {
    server = await loopbackIndex((request, response) => {
      if (request.url === "/simple/vllm/") response.writeHead(301, { Location: "/mirror/v/vllm/" }).end();
      else
        response.writeHead(200, { "Content-Type": "text/html" }).end('<a href="vllm-1.0.tar.gz">vllm-1.0.tar.gz</a>');
    });
    const releases = await readReleases("vllm", settings(`${server.url}/simple`), fetch, QUICK);
    expect(releases.get("1.0")?.files[0]?.url).toBe(`${server.url}/mirror/v/vllm/vllm-1.0.tar.gz`);
  });

  it("sends credentials of the URL as a header, and never says them", async () => {
    server = await loopbackIndex((_, response) => response.writeHead(401).end("no"));
    const index = server.url.replace("http://", `http://ro%40bot:p%2Fa@${SECRET}@`);
    const error = await failure(readReleases("vllm", settings(`${index}/simple`), fetch, QUICK));
    expect(server.requests[0]?.authorization).toBe(`Basic ${Buffer.from(`ro@bot:p/a@${SECRET}`).toString("base64")}`);
    expect(server.requests).toHaveLength(1);
    expect(error.code).toBe("index-unavailable");
    expect(error.message).toBe(
      `The package index refused to answer (401 for ${server.url.replace("//", "//***@")}/simple/vllm/).`,
    );
    expect(error.remedy).toContain("credentials");
  });

  it("waits as long as a throttling index asks, then reads on", async () => {
    let count = 0;
    server = await loopbackIndex((_, response) => {
      count += 1;
      if (count === 1) response.writeHead(429, { "Retry-After": "0" }).end();
      else response.writeHead(200, { "Content-Type": "application/json" }).end('{"files": []}');
    });
    expect((await readReleases("vllm", settings(server.url), fetch, QUICK)).size).toBe(0);
    expect(count).toBe(2);
  });

  it("says that nothing answers", async () => {
    server = await loopbackIndex((_, response) => response.end());
    const { url } = server;
    await server.close();
    server = undefined;
    const index = url.replace("http://", `http://user:${SECRET}@`);
    const error = await failure(readReleases("vllm", settings(index), fetch, QUICK));
    expect(error.message).toMatch(
      new RegExp(
        `^The package index cannot be reached: ${url.replace("//", "//\\*\\*\\*@")}/vllm/ did not answer: .*ECONNREFUSED`,
      ),
    );
  });
});

describe("readReleases", () => {
  it.each([
    [429, "answered 429"],
    [500, "answered 500"],
    [503, "answered 503"],
    [403, "refused to answer (403"],
    [418, "answered 418"],
  ])("could not tell after status %i", async (status, words) => {
    const fetch = fakeFetch(() => new Response("", { status }));
    const error = await failure(readReleases("vllm", settings("https://index.example.org"), fetch, QUICK));
    expect(error.code).toBe("index-unavailable");
    expect(error.message).toContain(words);
    expect(fetch.asked).toHaveLength([429, 500, 503].includes(status) ? 2 : 1);
  });

  it("takes a 404 for an index that has no such project", async () => {
    expect(
      (
        await readReleases(
          "vllm",
          settings("https://index.example.org"),
          fakeFetch(() => undefined),
          QUICK,
        )
      ).size,
    ).toBe(0);
  });

  it("could not tell from something that is no project page", async () => {
    const broken = fakeFetch(() => jsonPage("<html>Sign in</html>"));
    const error = await failure(readReleases("vllm", settings(`https://u:${SECRET}@index.example.org`), broken, QUICK));
    expect(error.message).toContain("not a project page for https://***@index.example.org/vllm/");
  });

  it("joins the files of all indexes", async () => {
    const fetch = fakeFetch((url) =>
      url.startsWith("https://a.") ? pageOf({ filename: "vllm-1.0.tar.gz" }) : pageOf({ filename: "vllm-2.0.tar.gz" }),
    );
    const releases = await readReleases(
      "vllm",
      settings("https://a.example.org", "https://b.example.org"),
      fetch,
      QUICK,
    );
    expect([...releases.keys()]).toEqual(["1.0", "2.0"]);
  });

  it("goes on without an extra index that is down, unless nothing else has the project", async () => {
    const indexes = settings("https://a.example.org", "https://b.example.org");
    const answering = (url: string) =>
      url.startsWith("https://a.") ? pageOf({ filename: "vllm-1.0.tar.gz" }) : new TypeError("fetch failed");
    expect((await readReleases("vllm", indexes, fakeFetch(answering), QUICK)).size).toBe(1);
    const empty = (url: string) => (url.startsWith("https://a.") ? undefined : new TypeError("fetch failed"));
    const error = await failure(readReleases("vllm", indexes, fakeFetch(empty), QUICK));
    expect(error.message).toContain("b.example.org");
  });

  it("stops where the default index is down, whatever the others say", async () => {
    const down = (url: string) => (url.startsWith("https://a.") ? new TypeError("fetch failed") : pageOf());
    await failure(
      readReleases("vllm", settings("https://a.example.org", "https://b.example.org"), fakeFetch(down), QUICK),
    );
  });

  it("reads no folder, and says so when there is nothing else", async () => {
    const fetch = fakeFetch(() => pageOf({ filename: "vllm-1.0.tar.gz" }));
    expect((await readReleases("vllm", settings("file:///srv/simple", DEFAULT_INDEX), fetch, QUICK)).size).toBe(1);
    expect(fetch.asked).toHaveLength(1);
    const error = await failure(readReleases("vllm", settings("file:///srv/simple"), fetch, QUICK));
    expect(error.message).toContain("local folders");
  });

  it("does not print an address that is not well formed: it may be a password with a slash", async () => {
    const error = await failure(
      readReleases(
        "vllm",
        settings(`https://user:${SECRET}/x@host`),
        fakeFetch(() => pageOf()),
        QUICK,
      ),
    );
    expect(error.message).toContain("not well formed");
  });
});
