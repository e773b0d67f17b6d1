import { parseSpecifier } from "./specifier.ts";
import { satisfies } from "./version.ts";

/**
 * Whether some version is in both sets. Specifiers (PEP 440) are unions of intervals that begin and end at the versions they name:
 * it is enough to try those, what lies just above each, and the lowest of all. `true` where there may be one; `false` is certain.
 */
export function specifiersMeet(a: string, b: string): boolean {
  const clauses = [...(parseSpecifier(a) ?? []), ...(parseSpecifier(b) ?? [])];
  // `===` is text, not a version.
  if (clauses.some(({ operator }) => operator === "===")) return true;
  const bounds = clauses.map(({ version }) => version);
  const candidates = ["0.dev0", "0", ...bounds.flatMap(around)];
  return candidates.some(
    (version) =>
      satisfies(version, a, { prereleases: true }) !== false && satisfies(version, b, { prereleases: true }) !== false,
  );
}

/** The version itself, its pre-releases, what is between it and its next, and above all of its wildcard (`==4.57.*`). */
function around(bound: string): string[] {
  const [plain = bound] = bound.split("+", 1);
  const segments = /^(?:v)?((?:\d+!)?)(\d+(?:\.\d+)*)$/i.exec(plain);
  if (segments === null) return [bound, plain, `${plain}.post1`];
  const [, epoch = "", release = ""] = segments;
  const numbers = release.split(".").map(Number);
  const next = [...numbers.slice(0, -1), (numbers.at(-1) ?? 0) + 1].join(".");
  return [
    bound,
    plain,
    `${epoch}${release}.dev0`,
    `${epoch}${release}.post1`,
    `${epoch}${release}.0.1`,
    `${epoch}${next}`,
  ];
}
