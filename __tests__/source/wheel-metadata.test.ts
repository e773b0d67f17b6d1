import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Fetch } from "../../src/platform/http.ts";
import type { ReleaseFile } from "../../src/release/release.ts";
import { wheelMetadata } from "../../src/source/wheel-metadata.ts";
import { rangeFetch } from "../support/range-server.ts";
import { contextOf, WHEEL } from "../support/samples-wheel.ts";
import { wheelOf } from "../support/zip-builder.ts";

const INSIDE = "Name: demo\nRequires-Dist: torch==2.11.0\n";
const bytes = wheelOf([
  { name: "demo/__init__.py", content: "" },
  { name: "demo/other-1.0.dist-info/METADATA", content: "Name: vendored\n" },
  { name: "demo-1.0.dist-info/METADATA", content: INSIDE },
]);
const url = `https://files.example.org/${WHEEL}`;
const sha256 = createHash("sha256").update("beside\n").digest("hex");

function read(metadata: ReleaseFile["metadata"], beside: () => Response | Error) {
  const asked: string[] = [];
  const ranged = rangeFetch(bytes);
  const fetch: Fetch = async (input, init) => {
    const address = String(input);
    asked.push(address);
    if (!address.endsWith(".metadata")) return ranged(input, init);
    const answer = beside();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const file = { filename: WHEEL, url, size: bytes.length, yanked: false as const };
  const text = wheelMetadata(metadata === undefined ? file : { ...file, metadata }, contextOf(fetch));
  return text.then((found) => ({ found, asked }));
}

describe("a wheel's metadata", () => {
  it("is the file beside it where the index says that there is one", async () => {
    expect(await read({ sha256 }, () => new Response("beside\n"))).toEqual({
      found: "beside\n",
      asked: [`${url}.metadata`],
    });
    expect((await read({}, () => new Response("beside\n"))).found).toBe("beside\n");
  });

  it.each([
    ["the index promises none", undefined, () => new Response("beside\n")],
    ["it is not there", {}, () => new Response("", { status: 404 })],
    ["it is another", { sha256 }, () => new Response("changed\n")],
    ["the index does not answer", {}, () => new TypeError("fetch failed")],
  ] as const)("is the wheel's own where %s", async (_, metadata, beside) => {
    expect((await read(metadata, beside)).found).toBe(INSIDE);
  });
});
