import { CannotTell } from "../checks/cannot-tell.ts";
import { type AskedRanges, askedRanges } from "../dependencies/asked-ranges.ts";
import type { MarkerEnvironment } from "../python/marker.ts";
import type { Release } from "../release/release.ts";
import type { PlatformTags } from "../release/wheel-tags.ts";
import { pickWheel } from "../source/pick-wheel.ts";
import { type MetadataContext, publishedRequirements } from "./published-requirements.ts";

export interface AskedContext extends MetadataContext {
  readonly platform: PlatformTags;
  /** `3.11`. */
  readonly pythonVersion: string;
  readonly environment: MarkerEnvironment;
}

/** What a release of vLLM asks for with these extras; `undefined` where its metadata cannot be read. */
export async function askedByRelease(
  release: Release,
  extras: readonly string[],
  context: AskedContext,
): Promise<AskedRanges | undefined> {
  const file = pickWheel(release.files, context.platform, context.pythonVersion);
  if (file === undefined) return undefined;
  try {
    return askedRanges(await publishedRequirements(file, context), context.environment, extras);
  } catch (error) {
    if (error instanceof CannotTell) return undefined;
    throw error;
  }
}
