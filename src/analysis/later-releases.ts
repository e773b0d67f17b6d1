import { compare, explain, isPrerelease } from "../python/version.ts";
import { readReleases } from "../release/index-client.ts";
import type { Release } from "../release/release.ts";
import type { WheelContext } from "../source/archive.ts";
import { orNothing } from "./brought-packages.ts";

/** Final releases of a package after one of it, newest first; none where the index does not tell. */
export async function laterReleases(
  { name, version }: { readonly name: string; readonly version: string },
  context: WheelContext,
): Promise<readonly Release[]> {
  if (explain(version) === undefined) return [];
  const releases = await orNothing(() => readReleases(name, context.settings, context.fetch, context.policy));
  return [...(releases?.values() ?? [])]
    .filter((one) => one.yanked === false && isPrerelease(one.version) === false && compare(one.version, version) > 0)
    .sort((a, b) => compare(b.version, a.version));
}
