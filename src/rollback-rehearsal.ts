import { changedPins, pinAdmits } from "./pins/changed.ts";
import type { Pin } from "./pins/pin.ts";
import { readManifests } from "./pins/read.ts";
import type { Exec } from "./platform/exec.ts";
import { type Environment, lastLine } from "./platform/git-command.ts";
import { applyPatch } from "./platform/git-patch.ts";
import type { ParsePython } from "./platform/syntax-parsers.ts";
import type { FileTexts } from "./report/pin-diff.ts";
import type { Rollback } from "./report/report.ts";
import { rollbackPatch } from "./report/rollback-patch.ts";

/** What a rehearsal of the patch showed. `files` and `pins` are counts of what went back. */
export type PatchRehearsal =
  | { readonly ok: true; readonly files: number; readonly pins: number }
  | { readonly ok: false; readonly text: string };

/**
 * Applies the rollback's patch with git to the pin files as they stand at the target, and reads the pins of what comes out: they
 * must say the current release.
 *
 * @returns `undefined` where no file is edited by hand
 */
export async function rehearsePatch(
  rollback: Pick<Rollback, "edits">,
  texts: readonly FileTexts[],
  current: string,
  context: {
    readonly parent: string;
    readonly exec: Exec;
    readonly env: Environment;
    readonly loadPython: () => Promise<ParsePython>;
  },
): Promise<PatchRehearsal | undefined> {
  const patch = rollbackPatch(rollback);
  if (patch === undefined) return undefined;
  const edited = new Set(rollback.edits.flatMap(({ file, kind }) => (kind === "diff" ? [file] : [])));
  const own = texts.filter(({ file }) => edited.has(file));
  const before = new Map(own.flatMap(({ file, targetText }) => (targetText === undefined ? [] : [[file, targetText]])));
  const applied = await applyPatch(patch, before, context);
  if ("error" in applied) return { ok: false, text: `git apply refuses the patch: ${lastLine(applied.error)}` };
  const differs = own.find(({ file, currentText }) => applied.texts.get(file) !== currentText);
  if (differs !== undefined) return { ok: false, text: `${differs.file} is not what it was after the patch.` };
  const after = new Map([...applied.texts].flatMap(([file, text]) => (text === undefined ? [] : [[file, text]])));
  const { changed } = changedPins(await pinsOf(before, context.loadPython), await pinsOf(after, context.loadPython));
  const astray = changed.find(({ after: pin }) => !pinAdmits(pin, current))?.after;
  if (astray !== undefined) {
    return {
      ok: false,
      text: `${astray.file}:${astray.line} says ${astray.specifier} after the patch, not ${current}.`,
    };
  }
  return { ok: true, files: own.length, pins: changed.length };
}

async function pinsOf(
  texts: ReadonlyMap<string, string>,
  loadPython: () => Promise<ParsePython>,
): Promise<readonly Pin[]> {
  const tree = {
    list: async () => [...texts.keys()].sort(),
    read: async (path: string) => texts.get(path),
    tooLarge: async () => undefined,
  };
  return (await readManifests(tree, loadPython)).pins;
}
