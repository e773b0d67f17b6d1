import type { ChangedDefault } from "../breakage/surface/changed-default.ts";
import type { Finding, Severity } from "../checks/finding.ts";
import type { RuleId } from "../checks/rules.ts";
import { hints, withoutQuiet } from "./code-findings.ts";
import type { Report } from "./report.ts";

/** One thing that does not fit (a flag, a variable, a metric), and all the places where it is used. */
export interface ConfigurationGroup {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** Nothing fails and nothing is said at run time. */
  readonly silent: boolean;
  /** Plain text, the hints included. */
  readonly said: string;
  /** By file and place. */
  readonly findings: readonly [Finding, ...Finding[]];
}

/** What the configuration check found, in the order it is shown. */
export interface ConfigurationFindings {
  /** Errors and then warnings, of each the silent ones first: nobody else will say them. */
  readonly acting: readonly Finding[];
  readonly information: readonly Finding[];
  /** Whether the errors keep the change from being merged. */
  readonly blocks: boolean;
  readonly defaults: readonly ChangedDefault[];
}

const RANKS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2 };

export function configurationFindings({ checks }: Pick<Report, "checks">): ConfigurationFindings {
  const own = checks.filter(({ id }) => id === "configuration");
  const all = own
    .flatMap(({ findings }) => findings)
    .toSorted(
      (a, b) =>
        RANKS[a.severity] - RANKS[b.severity] ||
        Number(isSilent(b)) - Number(isSilent(a)) ||
        byText(subjectOf(a), subjectOf(b)) ||
        byText(a.path ?? "", b.path ?? "") ||
        (a.line ?? 0) - (b.line ?? 0),
    );
  return {
    acting: all.filter(({ severity }) => severity !== "information"),
    information: all.filter(({ severity }) => severity === "information"),
    blocks: own.some(({ blocks }) => blocks),
    defaults: own.flatMap(({ defaults }) => defaults ?? []).toSorted((a, b) => Number(a.weak) - Number(b.weak)),
  };
}

/** What is said in the same words of many places is said once. */
export function bySubject(findings: readonly Finding[]): ConfigurationGroup[] {
  const groups = new Map<string, ConfigurationGroup & { findings: [Finding, ...Finding[]] }>();
  for (const finding of findings) {
    const { rule, severity } = finding;
    const said = [withoutQuiet(finding).message, ...hints(finding)].join(" ");
    const key = JSON.stringify([rule, severity, subjectOf(finding), said]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { rule, severity, silent: isSilent(finding), said, findings: [finding] });
    else group.findings.push(finding);
  }
  return [...groups.values()];
}

function isSilent({ data }: Finding): boolean {
  return data?.["silent"] === true;
}

/** The flag, the variable, the metric. */
function subjectOf({ data }: Finding): string {
  const subject = data?.["subject"];
  return typeof subject === "string" ? subject : "";
}

/** `max_num_seqs of SchedulerConfig`. */
export function defaultName({ owner, name }: ChangedDefault): string {
  return owner === undefined ? name : `${owner}.${name}`;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
