import { samePublicVersion } from "../python/version.ts";
import { changedPins } from "./changed.ts";
import type { Pin } from "./pin.ts";
import type { PinReading } from "./read.ts";
import { excludes, pinnedVersion } from "./reference.ts";

/** A place that a move left at the release it came from. */
export interface Leftover {
  readonly pin: Pin;
  /** It names the release; or it is a range that ends before the target. */
  readonly kind: "names-it" | "ends-before";
}

/**
 * After a move from one release to another, the places that still mean the old one: pins that the change did not touch, and install
 * lines in documents. (Scala Steward lists such files too.) A pin that stood at another release all along is none: it made no step.
 * Nothing where the change moves no pin: what is only imagined has left nothing behind.
 */
export function leftovers(
  base: Pick<PinReading, "pins">,
  head: Pick<PinReading, "pins" | "mentions">,
  { current, target }: { readonly current: string; readonly target: string },
): readonly Leftover[] {
  const { changed } = changedPins(base.pins, head.pins);
  const steps = changed.some(({ before }) => before !== undefined) && !samePublicVersion(current, target);
  if (!steps) return [];
  const moved = new Set(changed.map(({ after }) => after));
  return [...head.pins.filter((pin) => !moved.has(pin)), ...head.mentions].flatMap((pin): Leftover[] => {
    const version = pinnedVersion(pin.reference);
    if (version !== undefined) return samePublicVersion(version, current) ? [{ pin, kind: "names-it" }] : [];
    const ends = !excludes(pin.reference, current) && excludes(pin.reference, target);
    return ends ? [{ pin, kind: "ends-before" }] : [];
  });
}
