/** What uv said when it found no solution, made readable. */
export interface Explanation {
  /** The sentences that matter, joined to one line. */
  readonly summary: string;
  /** uv's own words, trimmed. */
  readonly text: string;
  /** Packages named, in order of appearance. */
  readonly packages: readonly string[];
  /** What the repository asks for and cannot have, as uv repeats it: `transformers<5`. vLLM itself left out. */
  readonly requirements: readonly string[];
}

const LONGEST_TEXT = 4000;
const LONGEST_SUMMARY = 400;

/** `No solution found` and the derivation below it. `undefined` when uv failed for another reason. */
export function explainConflict(stderr: string): Explanation | undefined {
  if (!/No solution found/i.test(stderr)) return undefined;
  const text = stderr
    .split("\n")
    .map((line) => line.replace(/^\s*(?:[×╰─▶│]+|cause:|error:|hint:)?\s*/u, "").trim())
    .filter((line) => line !== "" && !/^(?:Resolved|Using|warning:|DEBUG|Updating|Updated|Building|Built)\b/.test(line))
    .filter((line) => !/No solution found/i.test(line))
    .join("\n");
  const derivation = text.split("\n").join(" ");
  return {
    summary: cut(premises(derivation).join("; ") || derivation, LONGEST_SUMMARY),
    text: cut(text, LONGEST_TEXT),
    packages: packagesNamed(derivation),
    requirements: requirementsNamed(derivation),
  };
}

/** The derivation's premises ("Because A depends on B and you require C") carry the cause; the deductions repeat it. */
function premises(text: string): string[] {
  const found = [...text.matchAll(/\bbecause (.+?)(?=, we can conclude|\. And because|$)/gi)].flatMap((match) =>
    (match[1] ?? "").split(/ and (?=you require )/),
  );
  return [...new Set(found.map((premise) => premise.trim()))];
}

function requirementsNamed(text: string): string[] {
  const required = premises(text).flatMap((premise) => /^you require (\S+?)[,.]?$/.exec(premise)?.[1] ?? []);
  return required.filter((requirement) => !/^vllm(?:-cpu)?(?![\w.-])/i.test(requirement));
}

function packagesNamed(text: string): string[] {
  const names = [...text.matchAll(/(?<![\w.@/-])([A-Za-z][A-Za-z0-9._-]*)(?:\[[^[\]]*\])?(?:[<>=!~]=?=?\d)/g)].map(
    (match) => (match[1] ?? "").toLowerCase(),
  );
  return [...new Set(names)].filter((name) => name !== "python");
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
