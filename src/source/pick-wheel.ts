import type { ReleaseFile } from "../release/release.ts";
import { fitsPlatform, fitsPython, type PlatformTags } from "../release/wheel-tags.ts";

/**
 * The wheel of a release whose Python sources are read. Its Python is nearly the same for every platform; its list of compiled
 * modules is not, so the one that the machine would install comes first, then the one most users have.
 *
 * @param pythonVersion such as `3.11`
 * @returns always the same for the same files, in whatever order; `undefined` when there is no wheel at all
 */
export function pickWheel(
  files: readonly ReleaseFile[],
  platform: PlatformTags,
  pythonVersion: string,
): ReleaseFile | undefined {
  const wheels = files.filter(({ filename }) => filename.endsWith(".whl"));
  const ranked = wheels.map((file) => ({ file, rank: rankOf(file, platform, pythonVersion) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return ranked[0]?.file;
}

/** Smaller text is better, place by place; the file's name decides what is left. */
function rankOf({ filename, yanked }: ReleaseFile, platform: PlatformTags, python: string): string {
  const [, version = "", ...rest] = filename.slice(0, -".whl".length).split("-");
  const preferences = [
    yanked === false,
    fitsPlatform(filename, platform) && fitsPython(filename, python),
    /manylinux[^-]*_x86_64/.test(rest.at(-1) ?? ""),
    fitsPython(filename, python),
    // PEP 440: a local version is somebody's variant of the release.
    !version.includes("+"),
    // PEP 427: a build tag tells a second build of the same version.
    rest.length === 3,
  ];
  return `${preferences.map((preferred) => (preferred ? 0 : 1)).join("")} ${filename}`;
}
