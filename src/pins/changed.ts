import { samePublicVersion, satisfies } from "../python/version.ts";
import type { Pin } from "./pin.ts";

/** What a change does to the pins. `before` is absent for a pin that is new. */
export interface PinChanges {
  readonly changed: readonly { readonly before?: Pin; readonly after: Pin }[];
  readonly removed: readonly Pin[];
}

/** Compares the pins of two snapshots. A pin that only moved to another line is the same pin. */
export function changedPins(base: readonly Pin[], head: readonly Pin[]): PinChanges {
  const before = keyed(base);
  const after = keyed(head);
  const changed = [...after].flatMap(([key, pin]) => {
    const counterpart = before.get(key);
    if (counterpart === undefined) return [{ after: pin }];
    return sameReference(counterpart, pin) ? [] : [{ before: counterpart, after: pin }];
  });
  return { changed, removed: [...before].filter(([key]) => !after.has(key)).map(([, pin]) => pin) };
}

/** Two pins of one place in two snapshots: same file, role and group, and the same position among such pins. */
function keyed(pins: readonly Pin[]): Map<string, Pin> {
  const counts = new Map<string, number>();
  return new Map(
    pins.map((pin) => {
      const place = JSON.stringify([pin.file, pin.format, pin.role, pin.group ?? ""]);
      const count = counts.get(place) ?? 0;
      counts.set(place, count + 1);
      return [`${place}#${count}`, pin];
    }),
  );
}

function sameReference(a: Pin, b: Pin): boolean {
  return a.specifier === b.specifier && JSON.stringify(a.reference) === JSON.stringify(b.reference);
}

/** Whether the pin, as it is written, can mean that version. */
export function pinAdmits({ reference }: Pin, version: string): boolean {
  if (reference.kind === "range") return satisfies(version, reference.specifier) === true;
  if (reference.kind === "unpinned") return true;
  return reference.version !== undefined && samePublicVersion(reference.version, version);
}
