import type { Break, Subject } from "../../../src/breakage/break.ts";
import { makeExplainer } from "../../../src/breakage/explain/explain.ts";
import type { Explanation } from "../../../src/breakage/explain/explainer.ts";
import { loadPythonParser } from "../../../src/platform/syntax-parsers.ts";
import { memorySource } from "../../support/release-source.ts";

export const parse = await loadPythonParser(process.cwd());

/** What differs from a plain break between 1.0 and 2.0. */
interface Case {
  readonly old: Record<string, string>;
  readonly target: Record<string, string>;
  readonly subject: Subject;
  /** What the checker says. */
  readonly text?: string;
  /** The repository's file; `^` marks the start of the break and is taken out. */
  readonly code?: string;
  /** Releases between, with whether the break shows there. */
  readonly between?: Readonly<Record<string, boolean | undefined>>;
  readonly sources?: Readonly<Record<string, Record<string, string>>>;
}

/** Explains one break between releases 1.0 and 2.0. */
export async function explained(given: Case): Promise<Explanation> {
  const { code = "^", between = {}, sources = {} } = given;
  const before = code.slice(0, code.indexOf("^")).split("\n");
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  const broken: Break = {
    rule: "import-gone",
    subject: given.subject,
    path: "app.py",
    ...place,
    endLine: place.line,
    endColumn: place.column + 1,
    text: given.text ?? "The type checker's sentence.",
  };
  const explain = makeExplainer({
    current: memorySource("1.0", given.old),
    target: memorySource("2.0", given.target),
    between: Object.keys(between),
    source: async (version) => {
      const files = sources[version];
      return files === undefined ? undefined : memorySource(version, files);
    },
    breaksOn: async (_, version) => between[version],
    parse,
    text: async () => code.replace("^", ""),
  });
  return explain(broken);
}

/** A class with enough of a body to be told from another. */
export function body(name: string, word = "alpha"): string {
  const lines = ["one", "two", "three", "four", "five"].map(
    (part) => `        self.${part}_${word} = ${word}_${part}(value)\n`,
  );
  return `class ${name}:\n    def __init__(self, value):\n${lines.join("")}\n`;
}
