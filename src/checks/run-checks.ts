import type { Progress } from "../platform/progress.ts";
import type { FailOn, Role } from "../report/report.ts";
import { CannotTell } from "./cannot-tell.ts";
import type { Check, CheckContext } from "./check.ts";
import { compare } from "./compare.ts";
import type { Finding } from "./finding.ts";
import type { Outcome } from "./outcome.ts";
import type { CheckId, CheckResult, SideResult } from "./result.ts";
import { suppressOutcomes } from "./suppression/suppress-outcomes.ts";
import type { SuppressedFinding, Suppression } from "./suppression/suppression.ts";

export interface RunOptions {
  readonly selected: readonly CheckId[];
  readonly failOn: FailOn;
  /** Judge both sides at the same time: needs the memory for two models. */
  readonly parallel: boolean;
  readonly progress: Progress;
  /** What the configuration file suppresses, and the day (`YYYY-MM-DD`, UTC) that decides which of it still holds. */
  readonly suppressions?: { readonly configured: readonly Suppression[]; readonly today: string };
}

type Sides = Readonly<Record<Role, SideResult>>;

/** Runs the checks in order, each on both sides, and compares. One result a check, whatever happens. */
export async function runChecks(
  checks: readonly Check[],
  context: Omit<CheckContext, "earlier">,
  options: RunOptions,
): Promise<CheckResult[]> {
  const earlier = new Map<CheckId, Sides>();
  const results: CheckResult[] = [];
  const told = new Set<string>();
  for (const check of checks) {
    const started = performance.now();
    const { suppressed, ...sides } = await runSides(check, { ...context, earlier }, { ...options, told });
    earlier.set(check.id, sides);
    const compared = compare(sides.current.outcome, sides.target.outcome, {
      foundation: check.foundation,
      failOn: options.failOn,
    });
    const durationMs = elapsed(started);
    const hidden = suppressed.length === 0 ? {} : { suppressed };
    results.push({
      id: check.id,
      title: check.title,
      ...compared,
      durationMs,
      ...sides,
      ...hidden,
      ...outcomeParts(sides),
    });
  }
  return results;
}

function outcomeParts({ target: { outcome } }: Sides): Pick<CheckResult, "excluded" | "defaults" | "advisories"> {
  const excluded = "excluded" in outcome ? (outcome.excluded ?? []) : [];
  const defaults = "defaults" in outcome ? (outcome.defaults ?? []) : [];
  return {
    ...(excluded.length === 0 ? {} : { excluded }),
    ...(defaults.length === 0 ? {} : { defaults }),
    ...("advisories" in outcome && outcome.advisories !== undefined ? { advisories: outcome.advisories } : {}),
  };
}

/** Places of comments that are not understood and have been said to be: two checks may look at one file. */
type Telling = RunOptions & { readonly told: Set<string> };

type JudgedSides = Sides & { readonly suppressed: readonly SuppressedFinding[] };

async function runSides(check: Check, context: CheckContext, options: Telling): Promise<JudgedSides> {
  if (!options.selected.includes(check.id)) {
    const skipped: SideResult = { outcome: { status: "skipped", reason: "Not selected." }, durationMs: 0 };
    return { current: skipped, target: skipped, suppressed: [] };
  }
  const judge = (role: Role) => runSide(check, context, role);
  const work = async (): Promise<JudgedSides> => {
    if (options.parallel) {
      const [current, target] = await Promise.all([judge("current"), judge("target")]);
      return withSuppressions(check, context, options, { current, target });
    }
    return withSuppressions(check, context, options, {
      current: await judge("current"),
      target: await judge("target"),
    });
  };
  return options.progress.stage(check.title, work, ({ target }) => target.outcome.status);
}

/** The checks that look at lines which a comment can stand beside. */
const COMMENTED: ReadonlySet<CheckId> = new Set<CheckId>(["code", "configuration"]);

/** Before the comparison, and before later checks ask what came of this one: a suppressed finding blocks nothing. */
async function withSuppressions(
  check: Check,
  context: CheckContext,
  { suppressions = { configured: [], today: "" }, told }: Telling,
  { current, target }: Sides,
): Promise<JudgedSides> {
  const { outcome } = target;
  if (outcome.status !== "passed" && outcome.status !== "failed") return { current, target, suppressed: [] };
  const comments = await context.commentSuppressions(check.id);
  const { sides, suppressed } = suppressOutcomes(
    { current: current.outcome, target: outcome },
    { ...suppressions, comments: comments.suppressions, invalid: comments.invalid.filter((one) => isNew(one, told)) },
    { check: check.id, files: COMMENTED.has(check.id) ? comments.files : filesOf(context) },
  );
  return {
    current: { ...current, outcome: sides.current },
    target: { ...target, outcome: sides.target },
    suppressed,
  };
}

function isNew({ path, line, column }: Finding, told: Set<string>): boolean {
  const place = `${path}:${line}:${column}`;
  return !told.has(place) && told.add(place).size > 0;
}

/** The files in which the checks of pins, of the release and of the dependencies find anything. */
function filesOf({ sides: { target }, declared }: CheckContext): readonly string[] {
  return [...target.pins, ...target.mentions, ...target.problems, ...declared].map(({ file }) => file);
}

async function runSide(check: Check, context: CheckContext, role: Role): Promise<SideResult> {
  const started = performance.now();
  const outcome = waitsFor(check, context, role) ?? (await runGuarded(check, context, role));
  return { outcome, durationMs: elapsed(started) };
}

/** A side is not judged where its own foundations, or the target's, are missing: there would be nothing to compare. */
function waitsFor(check: Check, context: CheckContext, role: Role): Outcome | undefined {
  for (const id of check.requires) {
    const before = context.earlier.get(id);
    for (const side of role === "target" ? (["target"] as const) : (["current", "target"] as const)) {
      const status = before?.[side].outcome.status;
      if (status !== undefined && status !== "passed" && status !== "skipped") {
        return { status: "skipped", reason: `Not run: ${id} did not pass on the ${side} release.` };
      }
      const why = before?.[side].outcome;
      if (why?.status === "skipped" && why.reason.startsWith("Not run")) return why;
    }
  }
  return undefined;
}

async function runGuarded(check: Check, context: CheckContext, role: Role): Promise<Outcome> {
  try {
    return await check.run(context, role);
  } catch (error) {
    if (error instanceof CannotTell) return error.toOutcome();
    throw error;
  }
}

function elapsed(started: number): number {
  return Math.round(performance.now() - started);
}
