/** What a deprecation text says to write instead. */
export interface SaidReplacement {
  readonly name: string;
  /** It is called a rename in so many words; otherwise the new thing may want another value. */
  readonly renamed: boolean;
}

const NAME =
  "(?:the |argument |flag |option |metric |field |variable ){0,2}[`'\"“]{0,3}(-{0,2}[A-Za-z][\\w.:-]{0,100})";
const PATTERNS: readonly (readonly [pattern: RegExp, renamed: boolean])[] = [
  [new RegExp(`\\brenamed (?:to|as) ${NAME}`, "gi"), true],
  [new RegExp(`\\b(?:replaced|superseded) (?:with|by) ${NAME}`, "gi"), false],
  [new RegExp(`\\bin favou?r of ${NAME}`, "gi"), false],
  [new RegExp(`\\b(?:use|set|pass|configure) ${NAME}`, "gi"), false],
];
/** "pass `json` to `structured_outputs`": a key of the other. */
const PASS = /\bpass [`'"]{0,2}(\w{1,100})[`'"]{0,2} (?:to|in|inside|within) (?:the )?[`'"]{0,2}([A-Za-z]\w{0,100})/gi;
/** Longer than any such text is: what is longer is not read to its end. */
const LONGEST = 4000;

/** In the order in which the text says them. The caller checks that the target has them: any word may follow "use". */
export function saidReplacements(text: string): SaidReplacement[] {
  const line = text.slice(0, LONGEST).replace(/\s+/g, " ");
  const found: (SaidReplacement & { readonly index: number })[] = [];
  for (const [pattern, renamed] of PATTERNS)
    for (const match of line.matchAll(pattern)) {
      const name = (match[1] ?? "").replace(/[.:-]{1,5}$/, "");
      if (name !== "") found.push({ name, renamed, index: match.index });
    }
  for (const match of line.matchAll(PASS))
    found.push({ name: `${match[2]}.${match[1]}`, renamed: false, index: match.index - 1 });
  return found.sort((a, b) => a.index - b.index).map(({ name, renamed }) => ({ name, renamed }));
}
