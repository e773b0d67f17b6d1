import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Release } from "../release/release.ts";
import { pickWheel } from "../source/pick-wheel.ts";
import { keptFolder } from "../source/source-cache.ts";
import { extractSurface } from "../surface/extract.ts";
import type { Surface } from "../surface/surface.ts";
import { keyOf, releaseSource, type SourceContext } from "./release-source.ts";
import { sourceTexts } from "./source-texts.ts";

/** Goes into the cache's key: another extraction is another surface. A test holds it to the hash of what extracts and of the grammar. */
export const EXTRACTION = "7b2b4fbb2074";

const FILE = "surface.json";

/**
 * What a release accepts, as its source says, kept by the wheel's sha256.
 *
 * @throws {CannotTell} as `releaseSource`
 */
export async function releaseSurface(release: Release, context: SourceContext): Promise<Surface> {
  const file = pickWheel(release.files, context.platform, context.pythonVersion);
  const key = `surface-${release.version}-${file === undefined ? "none" : keyOf(file)}-${EXTRACTION}`;
  const folder = await keptFolder(context.cacheDir, key, async () => {
    const texts = await sourceTexts(await releaseSource(release, context));
    return new Map([[FILE, JSON.stringify(extractSurface(release.version, texts, context.parse))]]);
  });
  return JSON.parse(await readFile(join(folder, FILE), "utf8")) as Surface;
}
