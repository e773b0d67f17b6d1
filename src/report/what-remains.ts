import type { Pin } from "../pins/pin.ts";
import { pinnedVersion } from "../pins/reference.ts";
import type { ChangedFile } from "../platform/changed-files.ts";

/** On every way back. */
const ALWAYS =
  "A driver or CUDA that a host was given for the target, and what the target wrote meanwhile (compiled kernels under ~/.cache/vllm, saved KV caches, metrics under new names), stay as they are.";

/** More names than that help nobody. */
const NAMED = 3;

/**
 * What the way back does not bring back, a sentence each: pins that name no version, other files of the change, the machine.
 *
 * @param pins those that stand at the target
 * @param others files of the event's change that no step puts back
 */
export function whatRemains(pins: readonly Pin[], others: readonly ChangedFile[]): string[] {
  const floating = pins.filter(
    ({ reference, role }) =>
      (role === "requirement" || role === "image") &&
      reference.kind !== "range" &&
      pinnedVersion(reference) === undefined,
  );
  return [...floatingSentence(floating), ...otherFilesSentence(others), ALWAYS];
}

function floatingSentence(pins: readonly Pin[]): string[] {
  if (pins.length === 0) return [];
  const places = named(pins.map(({ file, line, raw }) => `${file}:${line} (${raw})`));
  const it = pins.length === 1 ? "names" : "name";
  return [
    `${places} ${it} no version: what was deployed from there before cannot be told. Pin it, or keep the image's digest.`,
  ];
}

function otherFilesSentence(files: readonly ChangedFile[]): string[] {
  if (files.length === 0) return [];
  const stay = files.length === 1 ? "stays as it is" : "stay as they are";
  return [`Of this change ${named(files.map(({ file }) => file))} ${stay}. Revert the merge to take everything back.`];
}

function named(names: readonly string[]): string {
  const shown = names.slice(0, NAMED);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
