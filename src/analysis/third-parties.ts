import type { ThirdParty } from "../dependencies/third-party.ts";
import { admitsVllm, vllmSupport } from "../dependencies/vllm-support.ts";
import type { MarkerEnvironment } from "../python/marker.ts";
import type { PlatformTags } from "../release/wheel-tags.ts";
import { pickWheel } from "../source/pick-wheel.ts";
import { type BroughtPackage, orNothing } from "./brought-packages.ts";
import { laterReleases } from "./later-releases.ts";
import { type MetadataContext, publishedRequirements } from "./published-requirements.ts";

export interface ThirdPartyContext extends MetadataContext {
  readonly platform: PlatformTags;
  readonly pythonVersion: string;
  readonly environment: MarkerEnvironment;
}

/** Later releases of a package that are asked whether they admit the target, newest first. */
const LATER = 6;

/** The packages that the repository brings and that say they do not work with the target. */
export async function thirdParties(
  brought: readonly BroughtPackage[],
  versions: { readonly current: string; readonly target: string },
  context: ThirdPartyContext,
): Promise<ThirdParty[]> {
  const found = brought.map(async (one): Promise<ThirdParty | undefined> => {
    const { name, version, root, requires } = one;
    const support = vllmSupport(requires, context.environment);
    if (support === undefined || admitsVllm(support, versions.target)) return undefined;
    const newer = await newerRelease(one, versions.target, context);
    const already = !admitsVllm(support, versions.current);
    return { name, version, root, support, already, ...(newer === undefined ? {} : { newer }) };
  });
  return (await Promise.all(found)).filter((one) => one !== undefined);
}

/** The newest release that says it works with the target. */
async function newerRelease(
  brought: BroughtPackage,
  target: string,
  context: ThirdPartyContext,
): Promise<string | undefined> {
  for (const one of (await laterReleases(brought, context)).slice(0, LATER)) {
    const file = pickWheel(one.files, context.platform, context.pythonVersion);
    const requires = file && (await orNothing(() => publishedRequirements(file, context)));
    const support = requires && vllmSupport(requires, context.environment);
    if (support !== undefined && admitsVllm(support, target)) return one.version;
  }
  return undefined;
}
