import type { LeftOut } from "../checks/outcome.ts";
import type { Report } from "./report.ts";
import { count } from "./wording.ts";

/** Files left out of the alarm for one reason. */
export interface LeftOutGroup {
  /** A clause: `it is generated`. */
  readonly why: string;
  readonly paths: readonly string[];
}

/** What the code check left out of the alarm, by reason: the most frequent one first. */
export function leftOutGroups({ checks }: Pick<Report, "checks">): readonly LeftOutGroup[] {
  const byReason = new Map<string, string[]>();
  for (const { path, why } of filesLeftOut({ checks })) byReason.set(why, [...(byReason.get(why) ?? []), path]);
  return [...byReason]
    .map(([why, paths]) => ({ why, paths: paths.toSorted() }))
    .sort((a, b) => b.paths.length - a.paths.length || (a.why < b.why ? -1 : 1));
}

export function filesLeftOut({ checks }: Pick<Report, "checks">): readonly LeftOut[] {
  return checks.flatMap(({ excluded }) => excluded ?? []);
}

/** `3 files were left out of the alarm`. */
export function leftOutWords(amount: number): string {
  return `${count(amount, "file")} ${amount === 1 ? "was" : "were"} left out of the alarm`;
}
