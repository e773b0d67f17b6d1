import { changedPins, pinAdmits } from "./pins/changed.ts";
import { replacePin } from "./pins/edit.ts";
import { formatById } from "./pins/formats.ts";
import type { Pin } from "./pins/pin.ts";
import { pinnedVersion } from "./pins/reference.ts";
import type { Plan } from "./plan.ts";
import type { FileTree } from "./platform/tree.ts";
import { samePublicVersion } from "./python/version.ts";
import type { FileTexts } from "./report/pin-diff.ts";
import type { Role } from "./report/report.ts";

/**
 * Each pin file at the target and at the current release: the difference is the edit that goes back. Where the event moved the
 * pins the old writing is restored, and nothing else of the change; where the move is imagined the pins are moved here.
 */
export async function rollbackTexts(
  plan: Extract<Plan, { kind: "compare" }>,
  {
    head,
    current,
    target,
    together = [],
  }: {
    readonly head: FileTree;
    readonly current: string;
    readonly target: string;
    /** The pins that are deployed together with the deciding one. */
    readonly together?: readonly Pin[];
  },
): Promise<FileTexts[]> {
  const writings = plan.moved ? restored(plan) : imagined(standing(plan, together), current, target);
  const files = [...new Set(writings.map(({ pin }) => pin.file))].sort();
  const texts = await Promise.all(
    files.map(async (file) => {
      const text = await head.read(file);
      if (text === undefined) return [];
      // From the end of the file to its start: an edit must not shift the places of those still to come.
      const own = writings
        .filter(({ pin }) => pin.file === file)
        .sort((a, b) => b.pin.line - a.pin.line || b.pin.column - a.pin.column);
      const written = (side: Role) =>
        own.reduce((edited, { pin, ...raw }) => replacePin(edited, pin, raw[side] ?? pin.raw) ?? edited, text);
      return [{ file, targetText: written("target"), currentText: written("current") }];
    }),
  );
  return texts.flat();
}

/** One pin as it is written at each release; a side without a writing has the pin as it stands. */
interface Writing extends Partial<Record<Role, string | undefined>> {
  readonly pin: Pin;
}

function restored({ current, target }: Extract<Plan, { kind: "compare" }>): Writing[] {
  const { changed } = changedPins(current.reading.pins, target.reading.pins);
  return changed.flatMap(({ before, after }) => (before === undefined ? [] : [{ pin: after, current: before.raw }]));
}

/**
 * The pins that make the step: the deciding one, what is deployed together with it and admits the release it stands at, and what stands
 * at exactly that release elsewhere. Another deployment that takes any version stays as it is written, and so does one at another.
 */
function standing({ current: { pin }, target }: Extract<Plan, { kind: "compare" }>, together: readonly Pin[]): Pin[] {
  const from = pin && pinnedVersion(pin.reference);
  const beside = new Set(together);
  return target.reading.pins.filter((other) => {
    if (other === pin) return true;
    const version = pinnedVersion(other.reference);
    if (from !== undefined && version !== undefined) return samePublicVersion(version, from);
    return beside.has(other) && (from === undefined || pinAdmits(other, from));
  });
}

function imagined(pins: readonly Pin[], current: string, target: string): Writing[] {
  return pins.map((pin) => {
    const { rewrite } = formatById(pin.format);
    const known = "specifier" in pin.reference || "version" in pin.reference;
    return {
      pin,
      target: rewrite(pin, target),
      current: !known || pinAdmits(pin, current) ? undefined : rewrite(pin, current),
    };
  });
}
