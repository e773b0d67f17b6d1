import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Release } from "../release/release.ts";
import { pickWheel } from "../source/pick-wheel.ts";
import { keptFolder } from "../source/source-cache.ts";
import type { Surface } from "../surface/surface.ts";
import { type KeptRelease, readSurface } from "./read-surface.ts";
import { keyOf, releaseSource, type SourceContext } from "./release-source.ts";

/** Goes into the cache's key: another extraction is another surface. A test holds it to the hash of what extracts and of the grammar. */
export const EXTRACTION = "2d7d54ee7ed9";

const FILE = "surface.json";

export interface SurfaceContext extends SourceContext {
  /** `readSurface` in a thread of its own; without it, it holds this one up for a second. */
  readonly readSurface?: (release: KeptRelease) => Promise<string>;
}

/**
 * What a release accepts, as its source says, kept by the wheel's sha256.
 *
 * @throws {CannotTell} as `releaseSource`
 */
export async function releaseSurface(release: Release, context: SurfaceContext): Promise<Surface> {
  const file = pickWheel(release.files, context.platform, context.pythonVersion);
  const key = `surface-${release.version}-${file === undefined ? "none" : keyOf(file)}-${EXTRACTION}`;
  const folder = await keptFolder(context.cacheDir, key, async () => {
    const { version, kept } = await releaseSource(release, context);
    const read = context.readSurface ?? ((one) => readSurface(one, context.parse));
    return new Map([[FILE, await read({ version, kept })]]);
  });
  return JSON.parse(await readFile(join(folder, FILE), "utf8")) as Surface;
}
