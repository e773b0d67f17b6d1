import cvss from "ae-cvss-calculator";
import type { Rating, Severity } from "./advisory.ts";
import type { OsvRecord } from "./osv-record.ts";

const RATINGS: readonly Rating[] = ["unknown", "low", "medium", "high", "critical"];
const WORDS: Readonly<Record<string, Rating>> = {
  LOW: "low",
  MODERATE: "medium",
  MEDIUM: "medium",
  HIGH: "high",
  CRITICAL: "critical",
};

/** How grave a rating is: 0 (unknown) to 4 (critical). */
export function rank({ rating }: Severity): number {
  return RATINGS.indexOf(rating);
}

/** The gravest of what the records say: by their CVSS vectors, else by GitHub's word. */
export function severityOf(records: readonly OsvRecord[]): Severity {
  const scores = records.flatMap(({ vectors }) => vectors.flatMap(scoreOf));
  if (scores.length > 0) {
    const score = Math.max(...scores);
    return { rating: ratingOf(score), score };
  }
  const words = records.flatMap(({ word }) => WORDS[word?.toUpperCase() ?? ""] ?? []);
  return { rating: RATINGS.findLast((rating) => words.includes(rating)) ?? "unknown" };
}

/** `high, 8.8`; empty where nobody says. */
export function severityWords({ rating, score }: Severity): string {
  return [...(rating === "unknown" ? [] : [rating]), ...(score === undefined ? [] : [score.toFixed(1)])].join(", ");
}

/** A vector that is none has no score. */
function scoreOf(vector: string): number[] {
  try {
    // Typed `any` by the library, and `null` for what no version of CVSS knows.
    const score: unknown = cvss.fromVector(vector)?.calculateScores()?.base;
    return typeof score === "number" && score > 0 && score <= 10 ? [score] : [];
  } catch {
    return [];
  }
}

/** https://www.first.org/cvss/v3.1/specification-document#Qualitative-Severity-Rating-Scale (the same in 3.0 and 4.0). */
function ratingOf(score: number): Rating {
  if (score >= 9) return "critical";
  if (score >= 7) return "high";
  return score >= 4 ? "medium" : "low";
}
