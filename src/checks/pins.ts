import { disagreements } from "../pins/agreement.ts";
import type { Pin } from "../pins/pin.ts";
import { pinnedVersion } from "../pins/reference.ts";
import type { Check, Side } from "./check.ts";
import type { Finding } from "./finding.ts";
import { placeOf } from "./finding-at-pin.ts";

/** Pins agree: what is tested must be what is deployed. */
export const pinsCheck: Check = {
  id: "pins",
  title: "Pins agree",
  foundation: false,
  requires: [],
  async run(context, role) {
    const side = context.sides[role];
    const [first, ...rest] = [...unreadable(side), ...disagreeing(side.pins)];
    if (first === undefined) {
      return { status: "passed", summary: summarize(side.pins), findings: notReleases(side.pins) };
    }
    const more = rest.length === 0 ? "" : ` (and ${rest.length} more)`;
    return { status: "failed", summary: `${first.message}${more}`, findings: [first, ...rest] };
  },
};

function unreadable(side: Side): Finding[] {
  return side.problems.map((problem) => ({
    rule: "unreadable-file",
    severity: "error",
    message: `${problem.message}. ${problem.remedy}`,
    path: problem.file,
    ...(problem.line === undefined ? {} : { line: problem.line }),
    ...(problem.column === undefined ? {} : { column: problem.column }),
    data: { subject: problem.file },
  }));
}

function disagreeing(pins: readonly Pin[]): Finding[] {
  return disagreements(pins).map(({ a, b }) => ({
    rule: "pins-disagree",
    severity: "error",
    message: `${b.file}:${b.line} says ${shown(b)}, ${a.file}:${a.line} says ${shown(a)}.`,
    ...placeOf(b),
    // Without the versions, which move: the same two files disagreeing on both sides is no difference.
    data: {
      subject: `${a.file} ${b.file}`,
      otherFile: a.file,
      otherLine: a.line,
      specifier: b.specifier,
      otherSpecifier: a.specifier,
    },
  }));
}

/** A URL or git revision is said, with what was judged in its place or what to set: it is no error where the versions are known. */
function notReleases(pins: readonly Pin[]): Finding[] {
  return pins
    .filter(({ reference }) => reference.kind === "url" || reference.kind === "git")
    .map((pin) => {
      const version = pinnedVersion(pin.reference);
      const from = `${pin.file}:${pin.line} takes vLLM from ${pin.reference.kind === "git" ? "a git revision" : "a URL"}`;
      return {
        rule: "pin-not-a-release",
        severity: version === undefined ? "warning" : "information",
        message:
          version === undefined
            ? `${from}, which names no release. Set current-version and target to the releases nearest to it.`
            : `${from}. The index's release ${version} is judged in its place.`,
        ...placeOf(pin),
      };
    });
}

function shown(pin: Pin): string {
  return pin.specifier === "" ? "no version" : pin.specifier;
}

function summarize(pins: readonly Pin[]): string {
  const files = new Set(pins.map((pin) => pin.file)).size;
  if (pins.length === 0) return "No pins; the versions were given.";
  return `${pins.length} ${pins.length === 1 ? "pin" : "pins"} in ${files} ${files === 1 ? "file" : "files"}.`;
}
