import type { CheckId } from "../result.ts";
import { RULES, type RuleId } from "../rules.ts";

/** The check that finds a rule's breaks at a place of the repository, or why the rule cannot be suppressed. */
type Suppressible = { readonly check: CheckId } | { readonly why: string };

const HAPPENS = "it is what happens when the release is installed and run, not something at a place of the repository";
const NOT_INSTALLABLE = "without a release that installs, nothing later can be judged";
const ON_THE_RUNNER = "it is about this runner, not about something at a place of the repository";
const ABOUT_ITSELF = "correct or remove the suppression that it names";

/** Adding a rule: it does not compile until it is decided here whether a person may say "not here". */
const SUPPRESSIBLE: Readonly<Record<RuleId, Suppressible>> = {
  "pins-disagree": { check: "pins" },
  "leftover-version": { check: "pins" },
  "unreadable-file": { check: "pins" },
  "file-passed-over": { check: "pins" },
  "pin-not-a-release": { check: "pins" },
  "release-missing": { why: NOT_INSTALLABLE },
  "release-yanked": { check: "release" },
  "python-unsupported": { why: NOT_INSTALLABLE },
  "no-matching-wheel": { why: NOT_INSTALLABLE },
  "python-declared": { check: "platform" },
  "glibc-too-old": { check: "platform" },
  "cuda-mismatch": { check: "platform" },
  "image-cuda-differs": { check: "platform" },
  "driver-too-old": { why: ON_THE_RUNNER },
  "driver-raised": { check: "platform" },
  "compute-capability": { why: ON_THE_RUNNER },
  "advisory-entered": { check: "advisories" },
  "dependency-conflict": { why: NOT_INSTALLABLE },
  "sibling-pin": { check: "dependencies" },
  "sibling-wheel": { check: "dependencies" },
  "third-party-excludes": { check: "dependencies" },
  "third-party-breaks": { check: "dependencies" },
  "install-failed": { why: NOT_INSTALLABLE },
  "import-gone": { check: "code" },
  "attribute-gone": { check: "code" },
  "base-class-gone": { check: "code" },
  "keyword-unknown": { check: "code" },
  "argument-required": { check: "code" },
  "too-many-arguments": { check: "code" },
  "abstract-method-new": { check: "code" },
  "override-changed": { check: "code" },
  "fallback-dead": { check: "code" },
  "deprecated-on-target": { check: "code" },
  "file-not-analysed": { check: "code" },
  "flag-gone": { check: "configuration" },
  "flag-form-changed": { check: "configuration" },
  "flag-value-gone": { check: "configuration" },
  "config-key-gone": { check: "configuration" },
  "config-field-gone": { check: "configuration" },
  "flag-and-value-in-one": { check: "configuration" },
  "command-refused": { check: "configuration" },
  "variable-gone": { check: "configuration" },
  "request-field-gone": { check: "configuration" },
  "metric-gone": { check: "configuration" },
  "metric-hidden": { check: "configuration" },
  "architecture-gone": { check: "configuration" },
  "configuration-not-analysed": { check: "configuration" },
  "setting-deprecated": { check: "configuration" },
  "suppression-stale": { why: ABOUT_ITSELF },
  "suppression-invalid": { why: ABOUT_ITSELF },
  "pip-check": { why: HAPPENS },
  "import-failed": { why: HAPPENS },
  "plugin-broken": { why: HAPPENS },
  "wrong-version": { why: HAPPENS },
  "inference-crashed": { why: HAPPENS },
  "wrong-tokens": { why: HAPPENS },
  "rollback-failed": { why: HAPPENS },
};

/** Every rule that may be suppressed, in the order of `RULES`. */
export const SUPPRESSIBLE_RULES = (Object.keys(RULES) as RuleId[]).filter((rule) => "check" in SUPPRESSIBLE[rule]);

/** The check that finds what a rule names; `undefined` where the rule cannot be suppressed. */
export function checkOf(rule: RuleId): CheckId | undefined {
  const entry = SUPPRESSIBLE[rule];
  return "check" in entry ? entry.check : undefined;
}

/** A rule as a suppression names it, or what is wrong with that name (a sentence with its remedy). */
export function readRule(text: string): { readonly rule: RuleId } | { readonly problem: string } {
  if (text === "*") return { problem: "* is not a rule: each rule that is suppressed is named." };
  const rule = (Object.keys(RULES) as RuleId[]).find((id) => id === text);
  if (rule === undefined) return { problem: `there is no rule ${text}. The rules: ${SUPPRESSIBLE_RULES.join(", ")}.` };
  const entry = SUPPRESSIBLE[rule];
  return "check" in entry ? { rule } : { problem: `${rule} cannot be suppressed: ${entry.why}.` };
}

/** A day as `YYYY-MM-DD`, or `undefined` when the text is no day of the calendar. */
export function readDay(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = new Date(`${text}T00:00:00Z`);
  // 31 June parses, as 1 July.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : undefined;
}
