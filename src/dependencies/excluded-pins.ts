import { specifiersMeet } from "../python/specifiers-meet.ts";
import { samePublicVersion } from "../python/version.ts";
import { exactVersion, type Sibling, type Surroundings, versionBeside } from "./sibling.ts";

/** A requirement of the repository that does not go along with the target. */
export interface ExcludedPin {
  readonly sibling: Sibling;
  /** What is asked for instead, and by whom: a clause that follows "asks for …; ". */
  readonly because: string;
  /** The requirement as it would be; absent where that is not certain. */
  readonly instead?: string;
  /** Whether nothing resolves for it; what an override hides from the resolver, or no metadata says, only fails later. */
  readonly conflicts: boolean;
}

/**
 * Requirements that exclude every version which the target asks for.
 *
 * @param named requirements that the resolver names as the cause of a conflict (`torch<=2.12.1`); absent where there is none
 */
export function excludedPins(
  siblings: readonly Sibling[],
  current: Surroundings,
  target: Surroundings,
  named: readonly string[] | undefined,
): ExcludedPin[] {
  const overridden = new Set(siblings.flatMap(({ placed, name }) => (placed.role === "override" ? [name] : [])));
  return siblings.flatMap((sibling): ExcludedPin[] => {
    const { name, head, specifier, tail, placed } = sibling;
    // An override takes the place of every requirement on its package, vLLM's own too.
    if (specifier === "" || (placed.role === "requirement" && overridden.has(name))) return [];
    const isOverride = placed.role === "override";
    const [before, after] = [current.asked?.get(name), target.asked?.get(name)];
    if (after !== undefined && !specifiersMeet(specifier, after)) {
      const wasWrong = before !== undefined && !specifiersMeet(specifier, before);
      // An override that was as wrong before is no difference; anything else that resolves is right.
      if (isOverride ? wasWrong : named === undefined) return [];
      const once =
        before === undefined || before === after ? "" : ` (vLLM ${current.version}: ${before || "any version"})`;
      const because = `vLLM ${target.version} asks for ${after}${once}`;
      const instead = sibling.wheel === undefined ? { instead: `${head}${after}${tail}` } : {};
      return [{ sibling, because, ...instead, conflicts: !isOverride }];
    }
    if (named?.some((text) => text.replace(/\s/g, "") === `${name}${specifier}`.replace(/\s/g, ""))) {
      const because = `the resolver names it as the cause of the conflict with vLLM ${target.version}`;
      return [{ sibling, because, conflicts: true }];
    }
    const partner = brokenLockstep(sibling, current, target);
    if (partner === undefined || placed.role === "constraint") return [];
    const because = `vLLM ${target.version} comes with flashinfer ${partner}, which refuses parts of another version`;
    return [{ sibling, because, instead: `${head}==${partner}${tail}`, conflicts: false }];
  });
}

/**
 * flashinfer's parts check each other's versions when they are imported (`flashinfer/jit/cubin_loader.py`, `flashinfer-jit-cache`),
 * and declare no requirement on each other. The version that such a pin should have, where it had the right one.
 */
function brokenLockstep(sibling: Sibling, current: Surroundings, target: Surroundings): string | undefined {
  const pinned = exactVersion(sibling.specifier);
  if (!/^flashinfer-(?:cubin|jit-cache)$/.test(sibling.name) || pinned === undefined) return undefined;
  const [before, after] = [versionBeside(current, "flashinfer-python"), versionBeside(target, "flashinfer-python")];
  if (before === undefined || after === undefined || !samePublicVersion(pinned, before)) return undefined;
  return samePublicVersion(pinned, after) ? undefined : after;
}
