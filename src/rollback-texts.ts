import { changedPins } from "./pins/changed.ts";
import { applyPinEdit, replacePin } from "./pins/edit.ts";
import type { Pin } from "./pins/pin.ts";
import type { Plan } from "./plan.ts";
import type { FileTree } from "./platform/tree.ts";
import type { FileTexts } from "./report/pin-diff.ts";

/**
 * Each pin file at the target and at the current release: the difference is the edit that goes back. Where the event moved the
 * pins the old writing is restored, and nothing else of the change; where the move is imagined the pins are moved here.
 */
export async function rollbackTexts(
  plan: Extract<Plan, { kind: "compare" }>,
  { head, target }: { readonly head: FileTree; readonly target: string },
): Promise<FileTexts[]> {
  const { changed } = changedPins(plan.current.reading.pins, plan.target.reading.pins);
  const edits = plan.moved
    ? changed.flatMap(({ before, after }) => (before === undefined ? [] : [{ pin: after, raw: before.raw }]))
    : plan.target.reading.pins.map((pin) => ({ pin, raw: undefined }));
  const files = [...new Set(edits.map(({ pin }) => pin.file))].sort();
  const texts = await Promise.all(
    files.map(async (file) => {
      const text = await head.read(file);
      if (text === undefined) return [];
      const own = edits.filter(({ pin }) => pin.file === file).sort((a, b) => lastFirst(a.pin, b.pin));
      const edited = own.reduce(
        (current, { pin, raw }) =>
          (raw === undefined ? applyPinEdit(current, pin, target) : replacePin(current, pin, raw)) ?? current,
        text,
      );
      return [
        plan.moved ? { file, targetText: text, currentText: edited } : { file, targetText: edited, currentText: text },
      ];
    }),
  );
  return texts.flat();
}

/** From the end of the file to its start: an edit must not shift the places of those still to come. */
function lastFirst(a: Pin, b: Pin): number {
  return b.line - a.line || b.column - a.column;
}
