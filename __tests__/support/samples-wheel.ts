import { expect } from "vitest";
import type { Fetch, RetryPolicy } from "../../src/platform/http.ts";
import { indexSettings } from "../../src/release/index-settings.ts";
import type { WheelContext } from "../../src/source/archive.ts";
import { WheelError } from "../../src/source/wheel-error.ts";
import { QUICK } from "./fake-index.ts";
import type { Member } from "./zip-builder.ts";

export const WHEEL = "demo-1.0-cp38-abi3-manylinux_2_28_x86_64.whl";

/** Bytes that no compression makes shorter, the same each time. */
export function noise(length: number, seed = 1): Buffer {
  const random = seededRandom(seed);
  return Buffer.from(Uint8Array.from({ length }, () => random(256)));
}

/** Whole numbers below a limit, the same row for the same seed (mulberry32). */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Two compiled modules among Python files, larger than what is read first. */
export const MEMBERS: readonly Member[] = [
  { name: "demo/__init__.py", content: "" },
  { name: "demo/engine.py", content: "class Engine:\n    pass\n".repeat(50) },
  { name: "demo/stored.py", content: "x = 1\n", method: 0 },
  { name: "demo/_C.abi3.so", content: noise(300_000), mode: 0o100755 },
  { name: "demo/config/a.py", content: "a = 'ä'\n" },
  { name: "demo/config/ü.py", content: "u = 2\n", descriptor: true },
  { name: "demo/_moe_C.abi3.so", content: noise(1_600_000, 2), method: 0 },
  { name: "demo/zip64.py", content: "z = 64\n", zip64: true },
  { name: "demo-1.0.dist-info/METADATA", content: "Name: demo\n" },
];

export const isSource = (name: string) => name.endsWith(".py") || name.includes(".dist-info/");

export function contextOf(
  fetch: Fetch,
  index = "https://index.example.org/simple",
  policy: RetryPolicy = QUICK,
): WheelContext {
  const settings = indexSettings({
    env: { UV_DEFAULT_INDEX: index },
    pipConfig: {},
    uvConfig: { extraIndexes: [], findLinks: [] },
  });
  return { fetch, settings, policy };
}

/** The error of work that must end with one that may be shown to anybody. */
export async function wheelError(work: Promise<unknown>): Promise<WheelError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(WheelError);
  expect(String(error)).not.toMatch(/:\/\/|127\.0\.0\.1|example\.org|hunter2/);
  return error as WheelError;
}
