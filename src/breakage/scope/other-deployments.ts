import { isKind } from "../../pins/format-kind.ts";
import type { Pin, PinFormatId } from "../../pins/pin.ts";
import { pinnedVersion } from "../../pins/reference.ts";

/**
 * What a folder's code is installed with. A script, a manifest or an image built in Python pins something for itself: the code beside it
 * runs with what the package has.
 */
function setsUpAFolder(format: PinFormatId): boolean {
  return isKind(format, "declaration", "lock", "image");
}

/**
 * In a monorepo the nearest folder with a vLLM pin says which release a file runs with. Where that is neither of the two compared,
 * and the pin that moves is elsewhere, the file is another deployment's.
 *
 * @param moving the pin whose move is checked; without one (versions given by hand) every file is judged
 * @returns why a path does not alarm, if so
 */
export function otherDeployments(
  pins: readonly Pin[],
  moving: Pin | undefined,
  versions: readonly string[],
): (path: string) => string | undefined {
  if (moving === undefined) return () => undefined;
  const byFolder = new Map<string, Pin[]>();
  for (const pin of pins.filter(({ format }) => setsUpAFolder(format)))
    byFolder.set(folderOf(pin.file), [...(byFolder.get(folderOf(pin.file)) ?? []), pin]);
  const own = folderOf(moving.file);
  return (path) => {
    for (let folder = folderOf(path); folder !== "" && folder !== own; folder = folderOf(folder)) {
      const here = byFolder.get(folder);
      if (here === undefined) continue;
      const fixed = here.map((pin) => ({ pin, version: pinnedVersion(pin.reference) }));
      const [first] = fixed;
      if (first === undefined || fixed.some(({ version }) => version === undefined || versions.includes(version)))
        return undefined;
      return `${first.pin.file}:${first.pin.line} has it run with vLLM ${first.version}`;
    }
    return undefined;
  };
}

function folderOf(path: string): string {
  return path.split("/").slice(0, -1).join("/");
}
