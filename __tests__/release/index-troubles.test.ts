import { afterEach, describe, expect, it } from "vitest";
import { CannotTell } from "../../src/checks/cannot-tell.ts";
import { readReleases } from "../../src/release/index-client.ts";
import { indexSettings } from "../../src/release/index-settings.ts";
import { type LoopbackIndex, loopbackIndex } from "../support/loopback-index.ts";
import { nobodyThere, TROUBLES, troubledServer } from "../support/troubled-server.ts";

const HASTE = { attempts: 2, timeoutMs: 300, pauseMs: 1, longestPauseMs: 5 };

let server: LoopbackIndex | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const EMPTY = { env: {}, pipConfig: {}, uvConfig: { extraIndexes: [], findLinks: [] } };
const read = (index: string) => readReleases("vllm", { ...indexSettings(EMPTY), defaultIndex: index }, fetch, HASTE);

/** Unlike advisories and notes, nothing can be said without the index: the run could not tell, and says why. */
describe("an index in trouble", () => {
  const REASONS: Readonly<Record<string, RegExp>> = {
    "does not answer": /cannot be reached: .*timeout/,
    "sends one byte and stops": /not a project page .*timeout/,
    "drips a byte at a time": /not a project page .*timeout/,
    "never ends its answer": /longer than 50 MB|timeout/,
    "breaks the connection": /cannot be reached/,
    "breaks off in its answer": /not a project page/,
    "answers a page for people": /not a project page/,
    "answers half a document": /not a project page/,
    "answers another document": /not a project page/,
    "answers nothing": /not a project page/,
    "answers 500": /answered 500/,
    "answers 503 and asks for an hour": /answered 503/,
    "answers 429 and asks for an hour": /answered 429/,
    "answers 403": /refused to answer \(403/,
    "sends people in circles": /cannot be reached: .*redirect/,
  };

  it.each(Object.keys(TROUBLES))("that %s keeps the run from telling, soon", async (trouble) => {
    server = await troubledServer(trouble);
    const error = await read(`${server.url}/simple`).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CannotTell);
    expect(error).toMatchObject({
      code: "index-unavailable",
      message: expect.stringMatching(REASONS[trouble] ?? /never/),
    });
  });

  it.each(["Links for vllm", "Index of /simple/vllm/", "Simple Index"])(
    "is not one with an empty page: %s",
    async (title) => {
      server = await loopbackIndex((_, response) => {
        response.setHeader("Content-Type", "text/html").end(`<title>${title}</title><a href="../">..</a>`);
      });
      expect(await read(`${server.url}/simple`)).toEqual(new Map());
    },
  );

  it("that is not there keeps the run from telling", async () => {
    await expect(read(`${await nobodyThere()}/simple`)).rejects.toMatchObject({
      code: "index-unavailable",
      message: expect.stringMatching(/cannot be reached: .*ECONNREFUSED/),
    });
  });
});
