import type { MapRow, UpgradeMap } from "./upgrade-map.ts";

/** One line of the map as it is shown: a release, or how many were left out here. */
export type MapLine =
  | {
      readonly kind: "release";
      readonly row: MapRow;
      /** `███░`: errors, then warnings, on one scale for all lines. */
      readonly bar: string;
      /** `furthest safe`, `target`. */
      readonly marks: readonly string[];
    }
  | { readonly kind: "gap"; readonly left: number };

/** Columns of the longest bar. */
const BAR = 24;

/**
 * The map in at most `most` lines, gaps apart. What is cut is cut in the middle, never the target, the furthest safe release and
 * their neighbours, and the ends last.
 */
export function mapLines(map: UpgradeMap, target: string | undefined, most: number): MapLine[] {
  const { releases, furthestSafe } = map;
  const largest = Math.max(1, ...releases.map((row) => ("unknown" in row ? 0 : row.errors + row.warnings)));
  const marked = new Set([furthestSafe, target]);
  const kept = keptIndexes(
    releases.length,
    releases.flatMap(({ version }, index) => (marked.has(version) ? [index] : [])),
    most,
  );
  const lines: MapLine[] = [];
  for (const [index, row] of releases.entries()) {
    const last = lines.at(-1);
    if (kept.has(index)) {
      const marks = [
        ...(row.version === furthestSafe ? ["furthest safe"] : []),
        ...(row.version === target ? ["target"] : []),
      ];
      lines.push({ kind: "release", row, bar: barOf(row, largest), marks });
    } else if (last?.kind === "gap") lines.splice(-1, 1, { kind: "gap", left: last.left + 1 });
    else lines.push({ kind: "gap", left: 1 });
  }
  return lines;
}

/** The marked ones, what stands beside them, then from both ends inwards. */
function keptIndexes(amount: number, marked: readonly number[], most: number): ReadonlySet<number> {
  const ends = Array.from({ length: amount }, (_, index) => (index % 2 === 0 ? index / 2 : amount - (index + 1) / 2));
  const beside = marked.flatMap((index) => [index + 1, index - 1]).filter((index) => index >= 0 && index < amount);
  return new Set([...new Set([...marked, ...beside, ...ends])].slice(0, most));
}

/** Something is never nothing: a single warning beside hundreds of errors still has its mark. */
function barOf(row: MapRow, largest: number): string {
  if ("unknown" in row) return "";
  const length = (amount: number) => (amount === 0 ? 0 : Math.max(1, Math.round((amount / largest) * BAR)));
  return "█".repeat(length(row.errors)) + "░".repeat(length(row.warnings));
}

/** What the map says in one clause. Plain text. */
export function mapWords({ releases, furthestSafe }: UpgradeMap): string {
  if (releases.length === 0) return "there is no later release";
  if (furthestSafe !== undefined)
    return `vLLM ${furthestSafe} is the newest release that breaks nothing in the code or the configuration`;
  const unread = releases.some((row) => "unknown" in row);
  return `every later release${unread ? " that could be read" : ""} breaks something in the code or the configuration`;
}
