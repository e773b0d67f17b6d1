import { afterEach, describe, expect, it } from "vitest";
import { readBody, request, Unreachable } from "../../src/platform/http.ts";
import { fakeFetch, QUICK } from "../support/fake-index.ts";
import { type LoopbackIndex, loopbackIndex } from "../support/loopback-index.ts";

let server: LoopbackIndex | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe("request", () => {
  it.each([408, 429, 500, 502, 503, 504])("tries again after %i, and gives the last answer", async (status) => {
    const fetch = fakeFetch(() => new Response("", { status }));
    expect((await request(fetch, "https://a.example.org/", {}, { ...QUICK, attempts: 3 })).status).toBe(status);
    expect(fetch.asked).toHaveLength(3);
  });

  it.each([200, 301, 401, 403, 404, 410, 501])("does not try again after %i", async (status) => {
    const fetch = fakeFetch(() => new Response("", { status }));
    await request(fetch, "https://a.example.org/", {}, QUICK);
    expect(fetch.asked).toHaveLength(1);
  });

  it.each([
    ["seconds", "0"],
    ["a date that is past", "Wed, 21 Oct 2015 07:28:00 GMT"],
    ["nonsense", "soon"],
    ["far too long", "86400"],
  ])("does not wait longer than it may: Retry-After is %s", async (_, header) => {
    let count = 0;
    const fetch = fakeFetch(() => {
      count += 1;
      return new Response("", { status: count < 2 ? 429 : 200, headers: { "Retry-After": header } });
    });
    const started = performance.now();
    expect((await request(fetch, "https://a.example.org/", {}, QUICK)).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it("gives up on an answer that does not come, after every attempt", async () => {
    server = await loopbackIndex(() => {});
    const started = performance.now();
    const work = request(fetch, server.url, {}, { ...QUICK, timeoutMs: 60 });
    await expect(work).rejects.toThrow(Unreachable);
    await expect(work).rejects.toThrow(/did not answer: .*timeout/);
    expect(server.requests).toHaveLength(2);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("turns credentials into a header, a bare percent sign and all", async () => {
    const fetch = fakeFetch(() => new Response(""));
    await request(fetch, "https://user:100%@a.example.org/simple/", { headers: { Accept: "x" } }, QUICK);
    expect(fetch.asked[0]).toMatchObject({
      url: "https://a.example.org/simple/",
      authorization: `Basic ${Buffer.from("user:100%").toString("base64")}`,
    });
  });

  it("tells why nothing answered, without credentials", async () => {
    const cause = new Error("getaddrinfo ENOTFOUND for https://u:hunter2@a.example.org");
    const fetch = fakeFetch(() => new TypeError("fetch failed", { cause }));
    const error = await request(fetch, "https://u:hunter2@a.example.org/", {}, QUICK).catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(Unreachable);
    expect(String(error)).toBe(
      "Unreachable: https://***@a.example.org/ did not answer: getaddrinfo ENOTFOUND for https://***@a.example.org",
    );
  });
});

describe("readBody", () => {
  it("reads to the end, and no further than the limit", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(1_000_000));
      },
    });
    expect((await readBody(new Response("é"), 2)).toString()).toBe("é");
    expect((await readBody(new Response(null), 1)).length).toBe(0);
    await expect(readBody(new Response(endless), 3_000_000)).rejects.toThrow("longer than 3 MB");
    expect(pulled).toBeLessThan(10);
  });
});
