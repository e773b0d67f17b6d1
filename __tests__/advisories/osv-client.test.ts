import { afterEach, describe, expect, it } from "vitest";
import { readAdvisories } from "../../src/advisories/osv-client.ts";
import { fakeFetch } from "../support/fake-index.ts";
import { type LoopbackIndex, loopbackIndex } from "../support/loopback-index.ts";
import { osv, RECORDED } from "../support/samples-advisories.ts";
import { nobodyThere, TROUBLES, troubledServer } from "../support/troubled-server.ts";

const HASTE = { policy: { attempts: 2, timeoutMs: 300, pauseMs: 1, longestPauseMs: 5 }, deadlineMs: 1_500 };

let server: LoopbackIndex | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe("a service that answers", () => {
  it("is asked once for all releases, and told the package's name and nothing else", async () => {
    const bodies: string[] = [];
    server = await loopbackIndex(async (request, response) => {
      let body = "";
      for await (const chunk of request.setEncoding("utf8")) body += chunk;
      bodies.push(body);
      response.end(RECORDED);
    });
    const reading = await readAdvisories("vllm", { fetch, source: `${server.url}/` });
    expect(reading).toMatchObject({ kind: "read", unread: 0 });
    expect(reading.kind === "read" && reading.records.length).toBe(25);
    expect(server.requests).toEqual([{ line: "POST /v1/query", authorization: undefined }]);
    expect(bodies.map((body) => JSON.parse(body))).toEqual([{ package: { name: "vllm", ecosystem: "PyPI" } }]);
  });

  it("is read page by page, an empty one included", async () => {
    const pages = [
      { vulns: [osv("CVE-2026-1", {}, { introduced: "0" })], next_page_token: "a" },
      { next_page_token: "b" },
      { vulns: [osv("CVE-2026-2", {}, { introduced: "0" }), 7] },
    ];
    const tokens: unknown[] = [];
    server = await loopbackIndex(async (request, response) => {
      let body = "";
      for await (const chunk of request.setEncoding("utf8")) body += chunk;
      tokens.push(JSON.parse(body)["page_token"]);
      response.end(JSON.stringify(pages[tokens.length - 1]));
    });
    const reading = await readAdvisories("vllm", { fetch, source: server.url });
    expect(reading).toMatchObject({ records: [{ id: "CVE-2026-1" }, { id: "CVE-2026-2" }], unread: 1 });
    expect(tokens).toEqual([undefined, "a", "b"]);
  });

  it("that knows nothing of the package has no records", async () => {
    server = await loopbackIndex((_, response) => response.end("{}"));
    expect(await readAdvisories("vllm", { fetch, source: server.url })).toEqual({
      kind: "read",
      records: [],
      unread: 0,
    });
  });

  it("that failed once is asked again", async () => {
    let count = 0;
    server = await loopbackIndex((_, response) => {
      count += 1;
      response.writeHead(count === 1 ? 503 : 200).end(count === 1 ? "" : RECORDED);
    });
    expect(await readAdvisories("vllm", { fetch, source: server.url, ...HASTE })).toMatchObject({ kind: "read" });
  });

  it("that turns pages for ever is left", async () => {
    server = await loopbackIndex((_, response) => response.end('{"vulns": [], "next_page_token": "again"}'));
    expect(await readAdvisories("vllm", { fetch, source: server.url })).toEqual({
      kind: "unavailable",
      reason: expect.stringContaining("more than 20 pages"),
    });
    expect(server.requests).toHaveLength(20);
  });
});

describe("a service in trouble", () => {
  const REASONS: Readonly<Record<string, RegExp>> = {
    "does not answer": /did not answer: .*timeout/,
    "sends one byte and stops": /cannot be read/,
    "drips a byte at a time": /cannot be read/,
    "never ends its answer": /longer than 20 MB|cannot be read/,
    "breaks the connection": /did not answer/,
    "breaks off in its answer": /cannot be read/,
    "answers a page for people": /cannot be read: it is not JSON/,
    "answers half a document": /cannot be read: it is not JSON/,
    "answers another document": /cannot be read: it is no list of vulnerabilities/,
    "answers nothing": /cannot be read: it is not JSON/,
    "answers 500": /answered 500/,
    "answers 503 and asks for an hour": /answered 503/,
    "answers 429 and asks for an hour": /answered 429/,
    "answers 403": /answered 403/,
    "sends people in circles": /did not answer: .*redirect/,
  };

  it.each(Object.keys(TROUBLES))("that %s is told of, soon, and nothing is thrown", async (trouble) => {
    server = await troubledServer(trouble);
    const reading = await readAdvisories("vllm", { fetch, source: server.url, ...HASTE });
    expect(reading).toEqual({ kind: "unavailable", reason: expect.stringMatching(REASONS[trouble] ?? /never/) });
  });

  it("that is not there is told of", async () => {
    const reading = await readAdvisories("vllm", { fetch, source: await nobodyThere(), ...HASTE });
    expect(reading).toEqual({ kind: "unavailable", reason: expect.stringMatching(/did not answer: .*ECONNREFUSED/) });
  });

  it("that answers each page slowly has one time for all", async () => {
    server = await loopbackIndex((_, response) => {
      setTimeout(() => response.end('{"vulns": [], "next_page_token": "again"}'), 100);
    });
    const reading = await readAdvisories("vllm", { fetch, source: server.url, ...HASTE, deadlineMs: 250 });
    expect(reading).toEqual({ kind: "unavailable", reason: expect.stringContaining("took too long") });
  });

  it.each([
    ['{"vulns": {"id": "CVE-2026-1"}}', "it is no list of vulnerabilities"],
    ['{"code": 3, "message": "Invalid query"}', "it is no list of vulnerabilities"],
    ["null", "it is no list of vulnerabilities"],
  ])("that answers %s cannot be read", async (body, why) => {
    server = await loopbackIndex((_, response) => response.end(body));
    expect(await readAdvisories("vllm", { fetch, source: server.url, ...HASTE })).toMatchObject({
      reason: expect.stringContaining(why),
    });
  });

  it("keeps a password in its address to itself", async () => {
    const url = (await nobodyThere()).replace("http://", "http://me:hunter2@");
    const reading = await readAdvisories("vllm", { fetch, source: url, ...HASTE });
    expect(JSON.stringify(reading)).not.toContain("hunter2");
  });
});

it("is not asked at all where advisories are off", async () => {
  const asked = fakeFetch(() => undefined);
  expect(await readAdvisories("vllm", { fetch: asked, source: "off" })).toMatchObject({ kind: "unavailable" });
  expect(asked.asked).toEqual([]);
});

it("is OSV where nothing else is named", async () => {
  const asked = fakeFetch(() => new Response("{}"));
  await readAdvisories("vllm", { fetch: asked, source: "osv" });
  expect(asked.asked).toMatchObject([{ url: "https://api.osv.dev/v1/query", method: "POST", authorization: null }]);
});
