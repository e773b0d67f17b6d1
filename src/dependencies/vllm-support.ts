import { VLLM } from "../pins/vllm.ts";
import { evaluateMarker, type MarkerEnvironment } from "../python/marker.ts";
import { parseRequirement } from "../python/requirement.ts";
import { satisfies } from "../python/version.ts";

/** What a package's metadata says of the vLLM releases it works with. */
export interface VllmSupport {
  /** One for each requirement that may hold here: PEP 440, `""` for any version. */
  readonly ranges: readonly {
    readonly specifier: string;
    /** The extra it stands under; absent where it always holds. */
    readonly extra?: string;
  }[];
}

/**
 * The vLLM releases that a package asks for, in whatever extra; `undefined` where it asks for none here.
 *
 * @param requires `Requires-Dist` values
 */
export function vllmSupport(requires: readonly string[], environment: MarkerEnvironment): VllmSupport | undefined {
  const ranges = requires.flatMap((line) => {
    const requirement = parseRequirement(line);
    if (requirement?.name !== VLLM || requirement.url !== undefined) return [];
    const { specifier, marker = "" } = requirement;
    if (marker === "" || evaluateMarker(marker, environment, []) === true) return [{ specifier }];
    const extras = [...marker.matchAll(/\bextra\s*==\s*["']([\w.-]+)["']/g)].map(([, extra = ""]) => extra);
    const extra = extras.find((one) =>
      evaluateMarker(marker, environment, [one.replace(/[-_.]+/g, "-").toLowerCase()]),
    );
    return extra === undefined ? [] : [{ specifier, extra }];
  });
  return ranges.length === 0 ? undefined : { ranges };
}

/** Whether one of the ranges has the release in it. */
export function admitsVllm({ ranges }: VllmSupport, version: string): boolean {
  return ranges.some(({ specifier }) => satisfies(version, specifier, { prereleases: true }) !== false);
}
