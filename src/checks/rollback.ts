import type { Environment } from "../environment/environment.ts";
import { samePublicVersion } from "../python/version.ts";
import { CannotTell } from "./cannot-tell.ts";
import type { Check, CheckContext, Side } from "./check.ts";
import { findingAtPin } from "./finding-at-pin.ts";
import type { Outcome } from "./outcome.ts";
import type { CheckId } from "./result.ts";

const FOUNDATIONS: readonly CheckId[] = ["release", "dependencies", "import"];

/**
 * The way back, rehearsed: the patch is applied to a copy of the pin files; after the target's checks its environment is put back to
 * the current release's frozen resolution, and pip check, import and version are run again.
 */
export const rollbackCheck: Check = {
  id: "rollback",
  title: "Rollback rehearsed",
  foundation: false,
  requires: ["dependencies"],
  async run(context, role) {
    const broken = FOUNDATIONS.find((id) => context.earlier.get(id)?.current.outcome.status === "failed");
    if (broken !== undefined) {
      const reason = `The current release fails ${broken}, so there is no working state to go back to.`;
      return { status: "skipped", reason };
    }
    const current = await context.environment("current", "import");
    if (role === "current") {
      return { status: "passed", summary: `${current.packages.length} packages frozen with their hashes.` };
    }
    return rehearse(await context.environment("target", "import"), current, context);
  },
};

async function rehearse(target: Environment, current: Environment, context: CheckContext): Promise<Outcome> {
  const started = performance.now();
  const side = context.sides.target;
  const patch = await context.rehearsePatch();
  if (patch?.ok === false) return failed(side, "The patch that puts the pins back does not apply.", patch.text);
  const put = await context.putBack(target, current);
  if (!put.ok) return failed(side, "Putting the packages back failed.", put.text);
  const restored: Environment = { ...current, role: "target", python: target.python };

  const baseline = await context.pipCheck(current);
  const reading = await context.pipCheck(restored);
  if ("error" in reading) {
    const remedy = "Read the details for pip's message.";
    throw new CannotTell("tool-failed", "pip check itself failed after the rollback.", remedy, {
      details: reading.error,
    });
  }
  const known = "error" in baseline ? [] : baseline.broken;
  const broken = reading.broken.filter((line) => !known.includes(line));
  if (broken.length > 0) return failed(side, `pip check fails after the rollback: ${broken[0]}`, broken.join("\n"));

  const [version, imported] = await Promise.all([context.installedVersion(restored), context.importVllm(restored)]);
  if (!version.ok) return failed(side, `vLLM is not installed after the rollback: ${version.error}`, version.details);
  if (!samePublicVersion(String(version["version"]), current.version)) {
    return failed(side, `The version is ${version["version"]} after the rollback, expected ${current.version}.`);
  }
  if (!imported.ok) return failed(side, `vLLM does not import after the rollback: ${imported.error}`, imported.details);
  const seconds = Math.max(1, Math.round((performance.now() - started) / 1000));
  return {
    status: "passed",
    summary: `Back on ${current.version} in ${seconds} s: ${patchWords(patch)}packages put back, pip check, import and version run again.`,
  };
}

function patchWords(patch: Awaited<ReturnType<CheckContext["rehearsePatch"]>>): string {
  if (patch?.ok !== true) return "";
  return `patch applied (${patch.files} ${patch.files === 1 ? "file" : "files"}) and its pins read again, `;
}

function failed(side: Side, message: string, details?: string): Outcome {
  return {
    status: "failed",
    summary: message,
    findings: [findingAtPin(side, "rollback-failed", message)],
    ...(details === undefined ? {} : { details }),
  };
}
