import { disagreements } from "../pins/agreement.ts";
import { changedPins } from "../pins/changed.ts";
import type { Deployment } from "../pins/deployments.ts";
import { judgedDeployments } from "../pins/judged.ts";
import { leftovers } from "../pins/leftovers.ts";
import type { Pin } from "../pins/pin.ts";
import { excludes } from "../pins/reference.ts";
import type { Role } from "../report/report.ts";
import type { Check, Side } from "./check.ts";
import type { Finding } from "./finding.ts";
import { disagreeing, leftBehind, notAReleaseOf, refused, unreadable } from "./pin-findings.ts";

/** Pins agree: what is tested must be what is deployed. Between deployments nothing has to agree. */
export const pinsCheck: Check = {
  id: "pins",
  title: "Pins agree",
  foundation: false,
  requires: [],
  async run({ sides }, role) {
    const side = sides[role];
    const changes = changedPins(sides.current.pins, sides.target.pins);
    const { checked, moved, others } = judgedDeployments(side.deployments, side.pin, changes);
    const judged = checked === undefined ? moved : [checked, ...moved];
    const pairs = disagreementsOf(judged);
    const named = new Set(pairs.flatMap(({ a, b }) => [a, b]));
    const refusals = refusing(checked, side, named);
    const asked = refusals.map((pin) => refused(pin, side, changes.changed.length > 0));
    const left = role === "target" ? remaining(sides, new Set([...named, ...refusals]), checked) : [];
    const unread = unreadable(side.problems);
    const notes = [...only(asked, "warning"), ...left, ...only(unread, "information")];
    const [first, ...rest] = [...only(unread, "error"), ...pairs.map(disagreeing), ...only(asked, "error")];
    if (first === undefined) {
      const urls = pinsOf(judged).flatMap(notAReleaseOf);
      return { status: "passed", summary: summarize(side.pins, checked, others), findings: [...notes, ...urls] };
    }
    const more = rest.length === 0 ? "" : ` (and ${rest.length} more)`;
    return { status: "failed", summary: `${first.message}${more}`, findings: [first, ...rest, ...notes] };
  },
};

/** A pair that two deployments share is one pair. */
function disagreementsOf(deployments: readonly Deployment[]) {
  const found = deployments.flatMap(({ pins }) => disagreements(pins));
  return found.filter(({ a, b }, index) => found.findIndex((one) => one.a === a && one.b === b) === index);
}

/** Versions that code asks for when it runs, and that exclude the side's: it raises there. */
function refusing(checked: Deployment | undefined, side: Side, named: ReadonlySet<Pin>): readonly Pin[] {
  return (checked?.pins ?? []).filter(
    (pin) => pin.role === "check" && !named.has(pin) && excludes(pin.reference, side.version),
  );
}

/** What another finding says of a pin already is not said again. */
function remaining(
  { current, target }: Readonly<Record<Role, Side>>,
  named: ReadonlySet<Pin>,
  checked: Deployment | undefined,
): Finding[] {
  const step = { current: current.version, target: target.version };
  return leftovers(current, target, step)
    .filter(({ pin }) => !named.has(pin))
    .map((leftover) => leftBehind(leftover, step, checked?.pins.includes(leftover.pin) === true));
}

function only(findings: readonly Finding[], severity: Finding["severity"]): Finding[] {
  return findings.filter((finding) => finding.severity === severity);
}

function pinsOf(deployments: readonly Deployment[]): readonly Pin[] {
  return [...new Set(deployments.flatMap(({ pins }) => pins))];
}

function summarize(all: readonly Pin[], checked: Deployment | undefined, others: readonly Deployment[]): string {
  if (all.length === 0) return "No pins; the versions were given.";
  if (checked === undefined || others.length === 0) return `${amount(all)}.`;
  const rest = others.length === 1 ? "1 other deployment stays" : `${others.length} other deployments stay`;
  return `${amount(checked.pins)} of ${checked.name}; ${rest} as ${others.length === 1 ? "it is" : "they are"}.`;
}

function amount(pins: readonly Pin[]): string {
  const files = new Set(pins.map((pin) => pin.file)).size;
  return `${pins.length} ${pins.length === 1 ? "pin" : "pins"} in ${files} ${files === 1 ? "file" : "files"}`;
}
