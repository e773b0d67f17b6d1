import { join } from "node:path";
import type { Report } from "../report/report.ts";
import { rollbackPatch } from "../report/rollback-patch.ts";

/** Where the files of the way back were written; a file that there is nothing for is absent. */
export interface RollbackFiles {
  readonly patch?: string;
  readonly requirements?: string;
}

/**
 * Writes `rollback.patch` (`git apply`) and `rollback-requirements.txt` (`pip install --require-hashes`) into a folder.
 *
 * @param write makes the folder where it is missing
 */
export async function writeRollbackFiles(
  { rollback }: Pick<Report, "rollback">,
  folder: string,
  write: (path: string, text: string) => Promise<void>,
): Promise<RollbackFiles> {
  const patch = rollback && rollbackPatch(rollback);
  const requirements = rollback?.frozen;
  const [patchPath, requirementsPath] = [join(folder, "rollback.patch"), join(folder, "rollback-requirements.txt")];
  if (patch !== undefined) await write(patchPath, patch);
  if (requirements !== undefined) await write(requirementsPath, requirements);
  return {
    ...(patch === undefined ? {} : { patch: patchPath }),
    ...(requirements === undefined ? {} : { requirements: requirementsPath }),
  };
}
