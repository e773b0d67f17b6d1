import { CannotTell } from "./checks/cannot-tell.ts";
import { UsageError } from "./inputs/usage-error.ts";
import type { Inputs } from "./inputs.ts";
import { changedPins } from "./pins/changed.ts";
import { pinToFollow } from "./pins/follow.ts";
import { FORMATS } from "./pins/formats.ts";
import type { Problem } from "./pins/manifest.ts";
import type { Pin } from "./pins/pin.ts";
import type { PinReading } from "./pins/read.ts";
import { pinnedVersion } from "./pins/reference.ts";
import { samePublicVersion } from "./python/version.ts";
import { parseVersionRequest, type VersionRequest } from "./release/resolve-version.ts";
import { withoutCredentials } from "./url-text.ts";

/** One side, before the index was asked. */
export interface PlannedSide {
  readonly wanted: VersionRequest;
  /** Where the version was read, for the report: `requirements.txt:3`, `the target input`. */
  readonly from: string;
  readonly reading: PinReading;
  /** Absent when the version was given, not read. */
  readonly pin?: Pin;
}

export type Plan =
  | { readonly kind: "not-applicable"; readonly reason: string; readonly reading: PinReading }
  | {
      readonly kind: "compare";
      readonly current: PlannedSide;
      readonly target: PlannedSide;
      /** Whether the event itself moves the pins; otherwise the move is imagined. */
      readonly moved: boolean;
    };

export interface PlanSources {
  readonly inputs: Pick<Inputs, "currentVersion" | "target">;
  /** The repository as it would be. */
  readonly head: PinReading;
  /** The repository as it was: set on events that change it (pull request, merge group, push). */
  readonly base?: PinReading | "unreadable";
}

/**
 * Decides what is compared. An event that changes the repository compares its pins before and after; any other compares what
 * is pinned with the `target` input. Naming both versions overrides either; naming the current one stands in for a base that
 * cannot be read.
 *
 * @throws {CannotTell} `pin-not-a-release` when the deciding pin names no release
 * @throws {UsageError} when there is nothing to start from
 */
export function makePlan({ inputs, head, base }: PlanSources): Plan {
  if (base === undefined || (inputs.currentVersion !== undefined && inputs.target !== undefined)) {
    return planImagined(inputs, head);
  }
  return base === "unreadable" ? planWithoutBase(inputs.currentVersion, head) : planChange(inputs, head, base);
}

function planImagined(inputs: PlanSources["inputs"], reading: PinReading): Plan {
  const target: PlannedSide = {
    wanted: requestOf(inputs.target ?? "latest"),
    from: inputs.target === undefined ? "the newest release" : "the target given",
    reading,
  };
  const pin = pinToFollow(reading.pins, inputs.currentVersion);
  if (inputs.currentVersion !== undefined) {
    const current = { wanted: requestOf(inputs.currentVersion), from: "the current version given", reading };
    return { kind: "compare", moved: false, current: withPin(current, pin), target: withPin(target, pin) };
  }
  if (pin === undefined) throw new UsageError([noPins(reading)]);
  return { kind: "compare", moved: false, current: sideOf(pin, reading), target: withPin(target, pin) };
}

function planChange(inputs: PlanSources["inputs"], head: PinReading, base: PinReading): Plan {
  const notApplicable = (reason: string): Plan => ({ kind: "not-applicable", reason, reading: head });
  if (head.pins.length === 0 && base.pins.length === 0) {
    return notApplicable(`No vLLM pin was found, before or after this change (formats read: ${formatsRead()}).`);
  }
  const broken = head.problems.find(
    ({ file, message, passedOver }) =>
      !base.problems.some((known) => known.file === file && known.message === message) &&
      // What is too long to be read matters where a pin was seen before.
      (passedOver !== true || base.pins.some((pin) => pin.file === file)),
  );
  if (head.pins.length === 0) {
    if (broken !== undefined) throw unreadable(broken);
    return notApplicable("This change removes vLLM: there is no target to check.");
  }
  if (base.pins.length === 0)
    return notApplicable("This change adds vLLM: there is no current release to compare with.");
  const { changed, removed } = changedPins(base.pins, head.pins);
  if (changed.length === 0 && removed.length === 0) {
    if (broken !== undefined) throw unreadable(broken);
    return notApplicable(`No vLLM pin changes (${describe(pinToFollow(head.pins))}).`);
  }
  const pin = pinToFollow(changed.map(({ after }) => after)) ?? pinToFollow(head.pins);
  // Where pins were only removed, an exact one that stays has not moved; a lock that went decided more than the range that stays.
  const stays = changed.length === 0 && pin?.reference.kind === "exact" ? pin.reference.version : undefined;
  // A pin written in another form (an image before, a package now) replaces what its file said.
  const before =
    changed.find(({ after }) => after === pin)?.before ??
    pinToFollow(removed.filter(({ file }) => file === pin?.file)) ??
    pinToFollow(base.pins, stays);
  if (pin === undefined || before === undefined) return notApplicable("No vLLM pin decides a version.");
  const current =
    inputs.currentVersion === undefined
      ? sideOf(before, base)
      : withPin({ wanted: requestOf(inputs.currentVersion), from: "the current version given", reading: base }, before);
  return { kind: "compare", moved: true, current, target: sideOf(pin, head) };
}

/** Pins that stand at the current release have not moved, as far as anybody can tell: the others say what the target is. */
function planWithoutBase(currentVersion: string | undefined, head: PinReading): Plan {
  if (currentVersion === undefined) throw new UsageError(["Name the current release with current-version (--from)."]);
  const moved = head.pins.filter(({ reference }) => {
    const version = pinnedVersion(reference);
    return version === undefined || !samePublicVersion(version, currentVersion);
  });
  const pin = pinToFollow(moved) ?? pinToFollow(head.pins);
  if (pin === undefined)
    return { kind: "not-applicable", reason: "This repository pins no vLLM version.", reading: head };
  const current = { wanted: requestOf(currentVersion), from: "the current version given", reading: head };
  return { kind: "compare", moved: false, current: withPin(current, pin), target: sideOf(pin, head) };
}

/** A file that names vLLM and cannot be read any more: whether the pin moved is unknown, and that is no pass. */
function unreadable({ file, line, message, remedy }: Problem): CannotTell {
  return new CannotTell("pin-not-a-release", `${file}${line === undefined ? "" : `:${line}`}: ${message}.`, remedy);
}

function sideOf(pin: Pin, reading: PinReading): PlannedSide {
  return { wanted: requestOfPin(pin), from: `${pin.file}:${pin.line}`, reading, pin };
}

function withPin(side: PlannedSide, pin: Pin | undefined): PlannedSide {
  return pin === undefined ? side : { ...side, pin };
}

function requestOfPin(pin: Pin): VersionRequest {
  const { reference } = pin;
  switch (reference.kind) {
    case "exact":
      return { kind: "exact", version: reference.version };
    case "range":
      return { kind: "specifier", specifier: reference.specifier };
    case "unpinned":
      return { kind: "latest" };
    case "url":
    case "git":
      if (reference.version !== undefined) return { kind: "exact", version: reference.version };
      throw new CannotTell(
        "pin-not-a-release",
        `${pin.file}:${pin.line} takes vLLM from ${reference.kind === "git" ? "a git revision" : "a URL"} (${withoutCredentials(reference.url)}), which names no release.`,
        "Set `current-version` and `target` to the releases nearest to what is pinned before and after.",
      );
  }
}

function requestOf(text: string): VersionRequest {
  const wanted = parseVersionRequest(text);
  if (wanted !== undefined) return wanted;
  throw new UsageError([
    `${JSON.stringify(text)} is not a vLLM version. Give a version (0.32.0), a specifier (>=0.31,<0.33), latest, latest-patch or furthest-safe.`,
  ]);
}

function describe(pin: Pin | undefined): string {
  if (pin === undefined) return "none found";
  return `${pin.file}:${pin.line} stays at ${pin.specifier === "" ? "any version" : pin.specifier}`;
}

function noPins(reading: PinReading): string {
  const problem = reading.problems[0];
  if (problem !== undefined) return `${problem.file}:${problem.line ?? 1}: ${problem.message}. ${problem.remedy}`;
  return `No vLLM pin was found (formats read: ${formatsRead()}). Name the current release with current-version (--from).`;
}

function formatsRead(): string {
  return FORMATS.map(({ format }) => format).join(", ");
}
