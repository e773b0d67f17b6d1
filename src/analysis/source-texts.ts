import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { VllmSource } from "./kept-source.ts";

/** How long files are read at one go; then others of this process have their turn. Milliseconds. */
const TURN = 10;

/**
 * Every Python file of a release as it was published, by member name. Read synchronously in short turns: for 3,000 files three
 * times as fast as through promises (100 ms against 280).
 */
export async function sourceTexts({ names, folder, published }: VllmSource): Promise<ReadonlyMap<string, string>> {
  const before = await published();
  const texts = new Map<string, string>();
  let started = performance.now();
  for (const name of names) {
    if (!name.startsWith("vllm/") || !name.endsWith(".py")) continue;
    const text = Object.hasOwn(before, name) ? before[name] : readFileSync(join(folder, name), "utf8");
    if (text !== undefined) texts.set(name, text);
    if (performance.now() - started < TURN) continue;
    await setImmediate();
    started = performance.now();
  }
  return texts;
}
