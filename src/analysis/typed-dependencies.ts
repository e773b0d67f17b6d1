import { join } from "node:path";
import { parseRequirement } from "../python/requirement.ts";
import { compare, isPrerelease, satisfies } from "../python/version.ts";
import { readReleases } from "../release/index-client.ts";
import type { Release } from "../release/release.ts";
import { pickWheel } from "../source/pick-wheel.ts";
import { keptFolder } from "../source/source-cache.ts";
import { openWheel } from "../source/wheel-reader.ts";
import type { VllmSource } from "./kept-source.ts";
import { keyOf, orCannotTell, type SourceContext } from "./release-source.ts";

/** The packages that give vLLM's classes their fields: without msgspec `SamplingParams(best_of=3)` would pass unseen. */
const PACKAGES = ["pydantic", "msgspec"] as const;

/**
 * Folders with the typed packages that vLLM's own classes are made of, at the newest versions the target's metadata admits. Both
 * releases are read beside the same ones: what differs is vLLM.
 *
 * @param target the target's source, known when its wheel has been opened
 * @throws {CannotTell} as `releaseSource`
 */
export async function typedDependencies(target: Promise<VllmSource>, context: SourceContext): Promise<string[]> {
  return Promise.all(
    PACKAGES.map(async (project) => {
      const [releases, { requires }] = await Promise.all([
        readReleases(project, context.settings, context.fetch, context.policy),
        target,
      ]);
      return unpack(project, newest(project, requires, releases, context.pythonVersion), context);
    }),
  ).then((folders) => folders.flat());
}

function newest(
  project: string,
  requires: readonly string[],
  releases: ReadonlyMap<string, Release>,
  python: string,
): Release | undefined {
  const specifiers = requires.flatMap((line) => {
    const requirement = parseRequirement(line);
    return requirement?.name === project && requirement.specifier !== "" ? [requirement.specifier] : [];
  });
  return [...releases.values()]
    .filter(
      ({ version, yanked, files, requiresPython }) =>
        yanked === false &&
        isPrerelease(version) === false &&
        files.some(({ filename }) => filename.endsWith(".whl")) &&
        specifiers.every((specifier) => satisfies(version, specifier) !== false) &&
        (requiresPython === undefined || satisfies(`${python}.0`, requiresPython) !== false),
    )
    .sort((a, b) => compare(b.version, a.version))[0];
}

/** An index without the package (a closed mirror) costs sharpness, not the answer. */
async function unpack(project: string, release: Release | undefined, context: SourceContext): Promise<string[]> {
  const file = release && pickWheel(release.files, context.platform, context.pythonVersion);
  if (file === undefined || release === undefined) return [];
  const folder = await orCannotTell(() =>
    keptFolder(context.cacheDir, `${project}-${release.version}-${keyOf(file)}`, async () => {
      const wheel = await openWheel(file, context);
      const members = await wheel.read((name) => name.startsWith(`${project}/`) && /(\.pyi?|\/py\.typed)$/.test(name));
      return new Map([...members].map(([name, bytes]) => [`tree/${name}`, bytes]));
    }),
  );
  return [join(folder, "tree")];
}
