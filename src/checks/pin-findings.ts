import type { Disagreement } from "../pins/agreement.ts";
import { formatById } from "../pins/formats.ts";
import type { Leftover } from "../pins/leftovers.ts";
import type { Problem } from "../pins/manifest.ts";
import type { Pin } from "../pins/pin.ts";
import { pinnedVersion } from "../pins/reference.ts";
import type { Side } from "./check.ts";
import type { Finding } from "./finding.ts";
import { placeOf } from "./finding-at-pin.ts";

/** A file that names vLLM and cannot be read; one that was passed over blocks nothing. */
export function unreadable(problems: readonly Problem[]): Finding[] {
  return problems.map((problem) => ({
    rule: problem.passedOver ? "file-passed-over" : "unreadable-file",
    severity: problem.passedOver ? "information" : "error",
    message: `${problem.message}. ${problem.remedy}`,
    path: problem.file,
    ...(problem.line === undefined ? {} : { line: problem.line }),
    ...(problem.column === undefined ? {} : { column: problem.column }),
    data: { subject: problem.file },
  }));
}

/** Two places that no single release satisfies. */
export function disagreeing({ a, b }: Disagreement): Finding {
  return {
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
  };
}

/**
 * Code that refuses the side's version when it runs.
 *
 * @param moved a change that moves the pins has left it behind; a move that is only imagined has to take it along
 */
export function refused(pin: Pin, { version, pin: deciding }: Side, moved: boolean): Finding {
  const remedy = moved ? "" : " It has to move with the pins.";
  return {
    rule: "pins-disagree",
    severity: moved ? "error" : "warning",
    message: `${pin.file}:${pin.line} asks for vLLM ${shown(pin)} when it runs, which excludes ${version}.${remedy}`,
    ...placeOf(pin),
    data: {
      subject: `${deciding?.file ?? ""} ${pin.file}`,
      specifier: pin.specifier,
      ...(deciding === undefined ? {} : { otherFile: deciding.file, otherLine: deciding.line }),
    },
  };
}

/** A place that the move left where it was. Beside the pin that moved that is most likely forgotten; elsewhere it may be meant. */
export function leftBehind(
  { pin, kind }: Leftover,
  { current, target }: { readonly current: string; readonly target: string },
  beside: boolean,
): Finding {
  const written = formatById(pin.format).rewrite(pin, target);
  return {
    rule: "leftover-version",
    severity: beside ? "warning" : "information",
    message:
      kind === "names-it"
        ? `${pin.file}:${pin.line} still says ${shown(pin)}.`
        : `${pin.file}:${pin.line} says ${shown(pin)}, which admits ${current} and not ${target}.`,
    ...placeOf(pin),
    data: { subject: pin.file, specifier: pin.specifier },
    ...(written === undefined || written === pin.raw ? {} : { suggestion: written }),
  };
}

/** A URL or git revision is said, with what was judged in its place or what to set: it is no error where the versions are known. */
export function notAReleaseOf(pin: Pin): Finding[] {
  const { reference } = pin;
  if (reference.kind !== "url" && reference.kind !== "git") return [];
  const version = pinnedVersion(reference);
  const from = `${pin.file}:${pin.line} takes vLLM from ${reference.kind === "git" ? "a git revision" : "a URL"}`;
  return [
    {
      rule: "pin-not-a-release",
      severity: version === undefined ? "warning" : "information",
      message:
        version === undefined
          ? `${from}, which names no release. Set current-version and target to the releases nearest to it.`
          : `${from}. The index's release ${version} is judged in its place.`,
      ...placeOf(pin),
    },
  ];
}

function shown(pin: Pin): string {
  return pin.specifier === "" ? "no version" : pin.specifier;
}
