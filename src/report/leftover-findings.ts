import type { Finding } from "../checks/finding.ts";
import type { Report } from "./report.ts";
import { count } from "./wording.ts";

/** Places that a move left behind and that do not alarm: listed by themselves, folded, since a repository may have many. */
export function isQuietLeftover({ rule, severity }: Finding): boolean {
  return rule === "leftover-version" && severity === "information";
}

export function quietLeftovers({ checks }: Pick<Report, "checks">): readonly Finding[] {
  return checks.flatMap(({ findings }) => findings).filter(isQuietLeftover);
}

/** `3 places still name vLLM 0.31.0`. */
export function leftoverWords(amount: number, version: string): string {
  return `${count(amount, "place")} still ${amount === 1 ? "names" : "name"} vLLM ${version}`;
}
