import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { requiresDist } from "../python/core-metadata.ts";
import type { WheelContext, WheelFile } from "../source/archive.ts";
import { keptFolder } from "../source/source-cache.ts";
import { wheelMetadata } from "../source/wheel-metadata.ts";
import { keyOf, orCannotTell } from "./release-source.ts";

export interface MetadataContext extends WheelContext {
  /** What was read is kept below it, across runs. */
  readonly cacheDir: string;
}

/**
 * `Requires-Dist` of one wheel of an index, as its author published it.
 *
 * @throws {CannotTell} `index-unavailable`, `tool-failed`
 */
export async function publishedRequirements(file: WheelFile, context: MetadataContext): Promise<readonly string[]> {
  const [project = "", version = ""] = file.filename.split("-");
  const named = `${project}-${version}`.replace(/[^\w.+-]/g, "_");
  const folder = await orCannotTell(() =>
    keptFolder(context.cacheDir, `metadata-${named}-${keyOf(file)}`, async () => {
      return new Map([["METADATA", await wheelMetadata(file, context)]]);
    }),
  );
  return requiresDist(await readFile(join(folder, "METADATA"), "utf8"));
}
