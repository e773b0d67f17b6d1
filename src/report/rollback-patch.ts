import type { Rollback } from "./report.ts";

/**
 * What `git apply` takes at the repository's root: every edit that is a diff, target → current, in the order of the files.
 *
 * @returns `undefined` where no file is edited by hand
 */
export function rollbackPatch({ edits }: Pick<Rollback, "edits">): string | undefined {
  const diffs = edits.flatMap((edit) => (edit.kind === "diff" ? [edit.diff.replace(/\n?$/, "\n")] : []));
  return diffs.length === 0 ? undefined : diffs.join("");
}
