import type { IndexOptions } from "./pins/manifest.ts";
import { requirementSet } from "./pins/requirement-set.ts";
import { VLLM, wheelIndexVersion } from "./pins/vllm.ts";
import type { Plan } from "./plan.ts";
import { type IndexSettings, withManifestOptions } from "./release/index-settings.ts";

/** Where vLLM's releases are listed: pip's and uv's settings, and what the files and commands that install the deciding pins say of it. */
export function releaseIndexes(plan: Extract<Plan, { kind: "compare" }>, settings: IndexSettings): IndexSettings {
  return [plan.current, plan.target].reduce((known, { pin, reading }) => {
    if (pin === undefined) return known;
    const { file, vllmOptions } = requirementSet(pin, reading.manifests);
    return withManifestOptions(known, listing(vllmOptions), file);
  }, settings);
}

function listing({ defaultIndex, extraIndexes, boundIndexes = [] }: IndexOptions): IndexOptions {
  return {
    ...(defaultIndex !== undefined && isListing(defaultIndex) ? { defaultIndex } : {}),
    extraIndexes: extraIndexes.filter(isListing),
    findLinks: [],
    boundIndexes: boundIndexes.filter(({ url, packages }) => packages.includes(VLLM) && isListing(url)),
  };
}

/** An index made for one release lists no other; what a variable stands for, only the resolver knows. */
function isListing(url: string): boolean {
  return wheelIndexVersion(url) === undefined && !url.includes("$");
}
