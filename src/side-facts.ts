import type { Analysers } from "./analysers.ts";
import type { CheckContext, Side } from "./checks/check.ts";
import type { Comparison } from "./compare-releases.ts";
import { type Deployment, readDeployment } from "./deployment/deployment.ts";
import type { Role } from "./report/report.ts";

type Facts = Pick<CheckContext, "deployment" | "runtime" | "servesTorch">;

/** What the platform check asks of each side: read when it asks, and once. */
export function sideFacts(
  { plan, head, base }: Pick<Comparison, "plan" | "head" | "base">,
  sides: Readonly<Record<Role, Side>>,
  analysers: Analysers,
): Facts {
  const deployments = new Map<Role, Promise<Deployment>>();
  // Where the event changes nothing, both sides are one reading of the same files.
  const before = plan.current.reading === plan.target.reading ? head : (base ?? head);
  return {
    deployment(role) {
      const { reading, pin } = plan[role];
      const known = deployments.get(role) ?? readDeployment(role === "current" ? before : head, reading.manifests, pin);
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
