import { askedByRelease } from "../analysis/asked-by-release.ts";
import { broughtPackages } from "../analysis/brought-packages.ts";
import { thirdParties } from "../analysis/third-parties.ts";
import { thirdPartyCode } from "../analysis/third-party-code.ts";
import type { CheckContext } from "../checks/check.ts";
import type { ThirdPartyCode } from "../dependencies/third-party.ts";
import { markerEnvironment } from "../python/marker.ts";
import { parseRequirement } from "../python/requirement.ts";
import type { Role } from "../report/report.ts";
import type { LanesState } from "./lanes.ts";
import { once } from "./once.ts";
import { deployedOn } from "./resolutions.ts";
import type { SessionContext } from "./session.ts";

type Questions = Pick<CheckContext, "markers" | "declared" | "asked" | "thirdParties" | "thirdPartyCode">;

const NOTHING_COMPARED: ThirdPartyCode = { judged: [], broken: [], unread: [] };

/** What the dependencies check may ask of the repository's requirements and of the packages' own metadata. */
export function dependencyQuestions(context: SessionContext, lanes: () => Promise<LanesState>): Questions {
  const { host, python, sides } = context;
  const markers = markerEnvironment(python.version, deployedOn(host.tags));
  const declared = context.lanes.target.sets.flatMap((set) => set.declared ?? []);
  const metadata = {
    fetch: context.fetch,
    settings: context.settings,
    cacheDir: context.toolCacheDir,
    platform: host.tags,
    pythonVersion: python.version,
    environment: markers,
  };
  const asked = once(async (role: Role) => {
    const { release } = sides[role];
    const { extras } = context.lanes[role].sets[0].requirements.vllm;
    return release.kind === "release" ? askedByRelease(release.release, extras, metadata) : undefined;
  });
  const brought = once(async (role: Role) => {
    const { resolution } = (await lanes())[role];
    if (resolution.kind !== "resolved") return [];
    const question = {
      roots: declared.flatMap(({ text }) => parseRequirement(text)?.name ?? []),
      packages: resolution.packages,
      ofVllm: new Set((await asked(role))?.keys()),
    };
    return broughtPackages(question, metadata);
  });
  return {
    markers,
    declared,
    asked,
    thirdParties: async () =>
      thirdParties(await brought("target"), { current: sides.current.version, target: sides.target.version }, metadata),
    thirdPartyCode: async () => {
      if (!context.inputs.checks.includes("code")) return NOTHING_COMPARED;
      const packages = await brought("target");
      if (packages.length === 0) return NOTHING_COMPARED;
      return context.progress.stage(
        "Comparing the code of packages that use vLLM",
        () => thirdPartyCode(packages, { ...metadata, analyse: context.packageCode }),
        ({ judged, broken }) => `${judged.join(", ") || "none"}, ${broken.length} with breaks`,
      );
    },
  };
}
