import { describe, expect, it } from "vitest";
import type { Fetch } from "../../src/platform/http.ts";
import { wheelMetadata } from "../../src/source/wheel-metadata.ts";
import { rangeFetch } from "../support/range-server.ts";
import { contextOf, MEMBERS, WHEEL, wheelError } from "../support/samples-wheel.ts";
import { wheelOf } from "../support/zip-builder.ts";

const url = `https://files.example.org/${WHEEL}`;
const SERVED = "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\nRequires-Dist: torch==2.11.0\n";
const METADATA = { name: "demo-1.0.dist-info/METADATA", content: SERVED.replace("2.11.0", "2.10.0") };

/** The wheel by ranges, and `beside` at its `.metadata` address. */
function served(bytes: Buffer, beside: () => Response): Fetch & { readonly asked: string[] } {
  const asked: string[] = [];
  const ranges = rangeFetch(bytes);
  const fetch: Fetch = async (input, init) => {
    asked.push(String(input));
    return String(input).endsWith(".metadata") ? beside() : ranges(input, init);
  };
  return Object.assign(fetch, { asked });
}

describe("wheelMetadata", () => {
  const others = MEMBERS.filter(({ name }) => !String(name).endsWith("METADATA"));
  const bytes = wheelOf([...others, METADATA]);
  const file = { filename: WHEEL, url, size: bytes.length };

  it("takes the file that the index serves beside the wheel (PEP 658), and reads nothing else", async () => {
    const fetch = served(bytes, () => new Response(SERVED));
    expect(await wheelMetadata(file, contextOf(fetch))).toBe(SERVED);
    expect(fetch.asked).toEqual([`${url}.metadata`]);
  });

  it.each([
    ["has none", () => new Response("no", { status: 404 })],
    ["is broken", () => new Response("no", { status: 503 })],
    ["answers every address with a page", () => new Response("<html></html>")],
    [
      "hangs up",
      () => {
        throw new TypeError("fetch failed");
      },
    ],
  ])("reads the wheel's own where the index %s", async (_, beside) => {
    expect(await wheelMetadata(file, contextOf(served(bytes, beside)))).toBe(METADATA.content);
  });

  it("says which wheel cannot be read", async () => {
    const none = wheelOf(others);
    const fetch = served(none, () => new Response("no", { status: 404 }));
    const error = await wheelError(wheelMetadata({ ...file, size: none.length }, contextOf(fetch)));
    expect(error.message).toBe(`${WHEEL} cannot be read: it has no METADATA.`);
  });
});
