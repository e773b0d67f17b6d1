import type { Advisory, AdvisoryMove } from "../advisories/advisory.ts";
import { compareAdvisories } from "../advisories/compare-advisories.ts";
import { rank, severityWords } from "../advisories/severity.ts";
import { normalize } from "../python/version.ts";
import type { Check, Side } from "./check.ts";
import type { Finding } from "./finding.ts";
import { findingAtPin } from "./finding-at-pin.ts";

/**
 * What the move means for vLLM's known vulnerabilities: a difference by its nature, so the current side is the base. A service that cannot
 * be asked skips the check: that nobody knows is no reason to hold a change back.
 */
export const advisoriesCheck: Check = {
  id: "advisories",
  title: "Advisories",
  foundation: false,
  requires: ["release"],
  async run(context, role) {
    const { current, target } = context.sides;
    if (role === "current")
      return { status: "passed", summary: `vLLM ${current.version} is what the target is compared with.` };
    const versions = { current: normalize(current.version), target: normalize(target.version) };
    if (versions.current === undefined || versions.target === undefined)
      return { status: "skipped", reason: "There is no current release to compare with." };
    const reading = await context.advisories();
    if (reading.kind === "unavailable") return { status: "skipped", reason: `Not known: ${reading.reason}.` };
    const advisories = compareAdvisories(reading, { current: versions.current, target: versions.target });
    const findings = advisories.entered.map((one, index) =>
      enteredFinding(one, advisories.fixed[index], { current, target }),
    );
    const summary = summarize(advisories);
    const [first, ...more] = findings.filter(({ severity }) => severity === "error");
    if (first === undefined) return { status: "passed", summary, findings, advisories };
    const others = findings.filter(({ severity }) => severity !== "error");
    return { status: "failed", summary, findings: [first, ...more, ...others], advisories };
  },
};

const HIGH = rank({ rating: "high" });

/**
 * A grave one blocks, unless the move gets rid of one that is as grave for it: staying would be no safer.
 *
 * @param instead the vulnerability that is fixed at the same place of the two lists, both of which begin with the gravest
 */
function enteredFinding(
  entered: Advisory,
  instead: Advisory | undefined,
  { current, target }: Readonly<Record<"current" | "target", Side>>,
): Finding {
  const { id, ids, severity, summary, fixedIn, url, disputedBy } = entered;
  const excused = instead !== undefined && rank(instead.severity) >= rank(severity) ? instead : undefined;
  const grave = rank(severity) >= HIGH;
  const message = [
    `vLLM ${target.version} has ${named(entered)}, which ${current.version} does not have${summary === "" ? "." : `: ${sentence(summary)}`}`,
    fixedIn === undefined ? "No release is known that fixes it." : `Fixed in ${fixedIn}.`,
    ...(grave && excused !== undefined
      ? [`It does not block: the move fixes ${named(excused)}, which is as grave.`]
      : []),
    ...(disputedBy === undefined ? [] : [`${disputedBy.join(", ")} names other versions.`]),
  ].join(" ");
  const finding = findingAtPin(target, "advisory-entered", message, {
    subject: id,
    ids,
    rating: severity.rating,
    ...(severity.score === undefined ? {} : { score: severity.score }),
    ...(fixedIn === undefined ? {} : { fixedIn }),
    url,
  });
  return grave && excused === undefined ? finding : { ...finding, severity: "warning" };
}

function named({ id, severity }: Advisory): string {
  const words = severityWords(severity);
  return words === "" ? id : `${id} (${words})`;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** `Fixes 4 (2 critical), enters 1 (medium); 3 stay open.` */
function summarize({ fixed, entered, open, unread }: AdvisoryMove): string {
  const parts = [
    ...(fixed.length === 0 ? [] : [`fixes ${amounts(fixed)}`]),
    ...(entered.length === 0 ? [] : [`enters ${amounts(entered)}`]),
  ];
  const moved = parts.length === 0 ? "None fixed, none entered" : capital(parts.join(", "));
  const stay = open.length === 0 ? "none stays open" : `${amounts(open)} ${open.length === 1 ? "stays" : "stay"} open`;
  const lost = unread === 0 ? "" : ` ${unread} could not be read.`;
  return `${moved}; ${stay}.${lost}`;
}

/** How many, and how many of the gravest rating. */
function amounts(advisories: readonly Advisory[]): string {
  const gravest = advisories[0]?.severity.rating ?? "unknown";
  const such = advisories.filter(({ severity }) => severity.rating === gravest).length;
  if (gravest === "unknown") return `${advisories.length}`;
  return `${advisories.length} (${such === advisories.length ? "" : `${such} `}${gravest})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
