import type { Advisory, AdvisoryMove } from "../advisories/advisory.ts";
import { inWords } from "./verdict-sentences.ts";

export type AdvisoryState = "entered" | "fixed" | "open";

/** One known vulnerability, and what the move does to it. */
export interface AdvisoryRow {
  readonly state: AdvisoryState;
  readonly advisory: Advisory;
}

/** What is entered, what is fixed, what stays; within each the gravest first. */
export function advisoryRows({ entered, fixed, open }: AdvisoryMove): readonly AdvisoryRow[] {
  const rows = (state: AdvisoryState, list: readonly Advisory[]) => list.map((advisory) => ({ state, advisory }));
  return [...rows("entered", entered), ...rows("fixed", fixed), ...rows("open", open)];
}

/** `1 entered, 4 fixed and 9 open`. */
export function advisoryWords({ entered, fixed, open }: AdvisoryMove): string {
  const parts = [
    ...(entered.length === 0 ? [] : [`${entered.length} entered`]),
    ...(fixed.length === 0 ? [] : [`${fixed.length} fixed`]),
    ...(open.length === 0 ? [] : [`${open.length} open`]),
  ];
  return inWords(parts);
}
