import { type Finding, quietSentence, type Severity } from "../checks/finding.ts";
import type { Report } from "./report.ts";
import { count } from "./wording.ts";

/** What the code check found, in the order it is shown. */
export interface CodeFindings {
  /** Errors and warnings: files that hold an error first, within a file by severity and then by place. */
  readonly acting: readonly Finding[];
  /** Guarded, deprecated, in notebooks or documentation; by file and place. */
  readonly information: readonly Finding[];
  /** Whether the errors keep the change from being merged. */
  readonly blocks: boolean;
}

const RANKS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2 };

export function codeFindings({ checks }: Pick<Report, "checks">): CodeFindings {
  const all = checks.filter(({ id }) => id === "code").flatMap(({ findings }) => findings);
  const gravest = new Map<string, number>();
  for (const { path = "", severity } of all)
    gravest.set(path, Math.min(gravest.get(path) ?? Number.POSITIVE_INFINITY, RANKS[severity]));
  const fileRank = ({ path = "" }: Finding) => (gravest.get(path) === RANKS.error ? 0 : 1);
  const sorted = all.toSorted(
    (a, b) =>
      fileRank(a) - fileRank(b) ||
      byText(a.path ?? "", b.path ?? "") ||
      RANKS[a.severity] - RANKS[b.severity] ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
  return {
    acting: sorted.filter(({ severity }) => severity !== "information"),
    information: sorted.filter(({ severity }) => severity === "information"),
    blocks: checks.some(({ id, blocks }) => id === "code" && blocks),
  };
}

/** Neighbours of one file together; the path is absent for what has no place. */
export function byFile(
  findings: readonly Finding[],
): { readonly path?: string; readonly findings: readonly Finding[] }[] {
  const groups: { path?: string; findings: Finding[] }[] = [];
  for (const finding of findings) {
    const last = groups.at(-1);
    if (last !== undefined && last.path === finding.path) last.findings.push(finding);
    else groups.push({ ...(finding.path === undefined ? {} : { path: finding.path }), findings: [finding] });
  }
  return groups;
}

/** The reason why nothing in a file alarms, where all its findings have the same: it is said once then, and not of each line. */
export function sharedQuiet(findings: readonly Finding[]): string | undefined {
  const reasons = new Set(findings.map(({ data }) => data?.["quiet"]));
  const [reason] = reasons;
  return reasons.size === 1 && findings.length > 1 && typeof reason === "string" ? reason : undefined;
}

/** A finding without the sentence why it does not alarm. */
export function withoutQuiet(finding: Finding): Finding {
  const sentence = ` ${quietSentence(String(finding.data?.["quiet"] ?? ""))}`;
  const { message } = finding;
  return message.endsWith(sentence) ? { ...finding, message: message.slice(0, -sentence.length) } : finding;
}

/** `5 errors, 1 warning`. */
export function amounts(findings: readonly Finding[]): string {
  const of = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return [
    ...(of("error") === 0 ? [] : [count(of("error"), "error")]),
    ...(of("warning") === 0 ? [] : [count(of("warning"), "warning")]),
    ...(of("information") === 0 ? [] : [`${of("information")} for information`]),
  ].join(", ");
}

/** What is known of the way on and the message does not say: sentences (Moved to `vllm.x.y`.) of plain text. */
export function hints({ data, message, suggestion }: Finding): string[] {
  const known: readonly (readonly [string, string])[] = [
    ["movedTo", "Moved to"],
    ["renamedTo", "Renamed to"],
    ["replacedBy", "Replaced by"],
    ["removedIn", "Removed in"],
    ["nearest", "The nearest name is"],
  ];
  return known.flatMap(([key, words]) => {
    const value = data?.[key];
    if (typeof value !== "string" || value === "" || message.includes(value) || suggestion?.includes(value)) return [];
    return [`${words} ${/[`\s]/.test(value) ? value : `\`${value}\``}.`];
  });
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
