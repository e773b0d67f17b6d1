import type { Analysers } from "./analysers.ts";
import { otherDeployments } from "./breakage/scope/other-deployments.ts";
import type { CheckContext, Side } from "./checks/check.ts";
import type { Comparison } from "./compare-releases.ts";
import { type InstalledOn, readInstalledOn } from "./deployment/deployment.ts";
import type { Pin } from "./pins/pin.ts";
import { pinnedVersion } from "./pins/reference.ts";
import type { Role } from "./report/report.ts";

type Facts = Pick<CheckContext, "deployment" | "runtime" | "servesTorch">;

/** What the platform check asks of each side: read when it asks, and once. */
export function sideFacts(
  { plan, head, base }: Pick<Comparison, "plan" | "head" | "base">,
  sides: Readonly<Record<Role, Side>>,
  analysers: Analysers,
): Facts {
  const deployments = new Map<Role, Promise<InstalledOn>>();
  // Where the event changes nothing, both sides are one reading of the same files.
  const before = plan.current.reading === plan.target.reading ? head : (base ?? head);
  const read = async (role: Role) => {
    const { reading, pin } = plan[role];
    const found = await readInstalledOn(role === "current" ? before : head, reading.manifests, pin);
    return withoutOthers(found, reading.pins, plan.target.pin ?? plan.current.pin, [
      sides.current.version,
      sides.target.version,
    ]);
  };
  return {
    deployment(role) {
      const known = deployments.get(role) ?? read(role);
      deployments.set(role, known);
      return known;
    },
    runtime: async (role) => {
      const { release } = sides[role];
      return release.kind === "release" ? analysers.runtime(release.release) : undefined;
    },
    servesTorch: analysers.servesTorch,
  };
}

/** Without the places of other deployments: of a folder, or of a file, that pins a release which is neither of the two. */
function withoutOthers(
  { pythons, images, labels }: InstalledOn,
  pins: readonly Pin[],
  moving: Pin | undefined,
  versions: readonly string[],
): InstalledOn {
  const elsewhere = otherDeployments(pins, moving, versions);
  const isOwn = (path: string) => {
    if (moving === undefined || path === moving.file) return true;
    const pinned = pins.filter(({ file }) => file === path).map(({ reference }) => pinnedVersion(reference));
    const others = pinned.length > 0 && pinned.every((one) => one !== undefined && !versions.includes(one));
    return !others && elsewhere(path) === undefined;
  };
  return {
    pythons: pythons.filter(({ file }) => isOwn(file)),
    images: images.filter(({ at }) => isOwn(at.file)),
    labels,
  };
}
