import { isOpposite } from "./opposite.ts";

/**
 * The candidate most like a name that is gone, or `undefined` where none is like it. Twice the longest common subsequence over both
 * lengths, as difflib's ratio reads; identifiers are longer than typing errors, so a share is asked for, not an edit distance.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let best: { readonly candidate: string; readonly ratio: number } | undefined;
  let tie = false;
  for (const candidate of candidates) {
    if (candidate === name || candidate.length > 100 || isOpposite(name, candidate)) continue;
    const ratio = likeness(name, candidate);
    if (best !== undefined && ratio === best.ratio && candidate !== best.candidate) tie = true;
    if (best !== undefined && ratio <= best.ratio) continue;
    best = { candidate, ratio };
    tie = false;
  }
  return best !== undefined && !tie && best.ratio >= LIKE ? best.candidate : undefined;
}

/** Measured on renames that were real: `CompilationLevel` and `CompilationMode` are 0.77. */
const LIKE = 0.75;

function likeness(a: string, b: string): number {
  if (a.length > 100 || sameLetters(a, b) < LIKE || !shareWord(a, b)) return 0;
  const common = longestCommonSubsequence(a.toLowerCase(), b.toLowerCase());
  return (2 * common) / (a.length + b.length);
}

/** An upper bound of the likeness that needs no table: it spares most candidates the quadratic part. */
function sameLetters(a: string, b: string): number {
  return (2 * Math.min(a.length, b.length)) / (a.length + b.length);
}

function longestCommonSubsequence(a: string, b: string): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const left of a) {
    const next = [0];
    for (let j = 0; j < b.length; j += 1) {
      next.push(left === b[j] ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Letters in common are chance; a word in common is a hint: `CompilationLevel` and `CompilationMode`. */
export function shareWord(a: string, b: string): boolean {
  const words = new Set(identifierWords(a));
  return identifierWords(b).some((word) => words.has(word));
}

function identifierWords(name: string): string[] {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return spaced.split("_").filter((word) => word.length > 2);
}
