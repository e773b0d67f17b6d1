import type { Side } from "./checks/check.ts";
import type { Comparison } from "./compare-releases.ts";
import type { Lane } from "./environment/resolutions.ts";
import { judgedDeployments } from "./pins/judged.ts";
import type { Pin } from "./pins/pin.ts";
import { changedFiles } from "./platform/changed-files.ts";
import { readerEnvironment } from "./platform/child-environment.ts";
import type { FileTexts } from "./report/pin-diff.ts";
import type { Role, Rollback } from "./report/report.ts";
import type { InstallRoot } from "./report/repository-tools.ts";
import { buildRollback } from "./report/rollback.ts";
import { rollbackTexts } from "./rollback-texts.ts";

/** The way back as far as the repository's files tell it: known before anything is installed. */
export interface PlannedRollback {
  readonly rollback: Rollback;
  /** The pin files on both sides, which the edits were made from. */
  readonly texts: readonly FileTexts[];
}

/** Reads what the way back is made of, and writes it for this repository. */
export async function planRollback(
  { plan, head, base, inputs, dependencies: { exec, env } }: Comparison,
  { current, target }: Readonly<Record<Role, Side>>,
  lanes: Readonly<Record<Role, Lane>>,
): Promise<PlannedRollback> {
  const [texts, changed, repositoryFiles] = await Promise.all([
    rollbackTexts(plan, { head, current: current.version, target: target.version, together: checkedPins(current) }),
    base?.commit === undefined ? [] : changedFiles(inputs.root, base.commit, exec, readerEnvironment(env)),
    head.list(),
  ]);
  const rollback = buildRollback({
    current: current.version,
    target: target.version,
    pinsNow: target.pins,
    ...(plan.moved ? { pinsBefore: current.pins } : {}),
    texts,
    compiled: plan.target.reading.manifests.flatMap(({ file, generatedFrom }) => (generatedFrom ? [file] : [])),
    sets: installationRoots(lanes.target, target.pins),
    ...(base?.commit === undefined ? {} : { base: base.commit }),
    changed,
    repositoryFiles,
  });
  return { rollback, texts };
}

function checkedPins({ deployments, pin }: Side): readonly Pin[] {
  return judgedDeployments(deployments, pin, { changed: [], removed: [] }).checked?.pins ?? [];
}

/** Where an installation starts: what was resolved, and each image that is built on vLLM's. */
function installationRoots({ sets }: Lane, pins: readonly Pin[]): InstallRoot[] {
  const resolved = sets.flatMap(({ file, pin }) => (pin === undefined ? [] : [{ file, pin }]));
  const images = pins.filter((pin) => pin.role === "image" && !resolved.some(({ file }) => file === pin.file));
  return [...resolved, ...images.map((pin) => ({ file: pin.file, pin }))];
}
