import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { releaseSource } from "../../src/analysis/release-source.ts";
import type { Fetch } from "../../src/platform/http.ts";
import { loadPythonParser } from "../../src/platform/syntax-parsers.ts";
import type { Release } from "../../src/release/release.ts";
import { rangeFetch } from "../support/range-server.ts";
import { wheelOf } from "../support/zip-builder.ts";

const folder = mkdtempSync(join(tmpdir(), "release-source-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const parse = await loadPythonParser(join(import.meta.dirname, "../.."));

const METADATA = "Name: vllm\nRequires-Dist: pydantic>=2\n\nRequires-Dist: not-this\n";
const WHEEL = wheelOf([
  { name: "vllm/__init__.py", content: "class LLM: ...\n" },
  { name: "vllm-1.0.dist-info/METADATA", content: METADATA },
]);
const damaged = Buffer.from(WHEEL);
damaged.fill(0, 0, 60);

let made = 0;
function read(wheel: Buffer, fetch: Fetch = rangeFetch(wheel), cacheDir = join(folder, String(++made))) {
  const filename = "vllm-1.0-py3-none-any.whl";
  const release: Release = {
    version: "1.0",
    yanked: false,
    files:
      wheel.length === 0
        ? []
        : [{ filename, url: `https://index.test/${filename}`, size: wheel.length, yanked: false }],
  };
  const settings = {
    defaultIndex: "https://index.test/simple",
    extraIndexes: [],
    findLinks: [],
    strategy: "first-index",
    strategyChosen: false,
    credentials: {},
  } as const;
  const policy = { attempts: 1, timeoutMs: 1000, pauseMs: 1, longestPauseMs: 1 };
  const platform = { os: "linux", machine: "x86_64" } as const;
  return releaseSource(release, { fetch, settings, policy, cacheDir, platform, pythonVersion: "3.12", parse });
}

describe("a release's source", () => {
  it("is its Python and what its metadata asks for", async () => {
    const source = await read(WHEEL);
    expect(source.requires).toEqual(["pydantic>=2"]);
    expect(await source.text("vllm/__init__.py")).toBe("class LLM: ...\n");
    expect(await source.text("vllm/other.py")).toBeUndefined();
  });

  it.each([
    ["the index is down", () => read(WHEEL, async () => new Response("", { status: 503 })), "index-unavailable"],
    ["the index gives no ranges", () => read(WHEEL, async () => new Response("all")), "index-unavailable"],
    ["the wheel is damaged", () => read(damaged), "tool-failed"],
    ["the wheel is no archive", () => read(Buffer.alloc(5000, 1)), "tool-failed"],
    ["there is no wheel", () => read(Buffer.alloc(0)), "nothing-to-compare"],
    [
      "the wheel holds no vLLM",
      () => read(wheelOf([{ name: "other/__init__.py", content: "" }])),
      "nothing-to-compare",
    ],
    [
      "the cache cannot be written",
      () => {
        writeFileSync(join(folder, "file"), "");
        return read(WHEEL, undefined, join(folder, "file"));
      },
      "tool-failed",
    ],
  ])("cannot be told when %s: never a pass", async (_, reading, code) => {
    await expect(reading()).rejects.toMatchObject({ name: "CannotTell", code, remedy: expect.stringMatching(/\.$/) });
  });
});
