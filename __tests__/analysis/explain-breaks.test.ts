import { describe, expect, it } from "vitest";
import { explainBreaks } from "../../src/analysis/explain-breaks.ts";
import type { Break } from "../../src/breakage/break.ts";
import type { Verdict } from "../../src/breakage/to-finding.ts";
import { loadPythonParser } from "../../src/platform/syntax-parsers.ts";
import { memorySource } from "../support/release-source.ts";

const parse = await loadPythonParser(process.cwd());
const CODE = 'options = {"gone": 1}\nf(**options)\n';
const KEY: Break = {
  rule: "keyword-unknown",
  subject: { kind: "keyword", callee: "f", name: "gone" },
  path: "app.py",
  ...{ line: 1, column: 12, endLine: 1, endColumn: 18 },
  text: "Argument `gone` does not match any known parameter of function `f`",
};

async function explained(verdict: Partial<Verdict>) {
  const asked: number[] = [];
  const verdicts = [{ broken: KEY, guard: { kind: "none" } as const, certain: true, ...verdict }];
  const [finding] = await explainBreaks(verdicts, {
    current: memorySource("1.0", { "vllm/a.py": "def f(gone=1): ...\n" }),
    target: memorySource("4.0", { "vllm/a.py": "def f(): ...\n" }),
    between: ["2.0", "3.0"],
    source: async () => undefined,
    breaksOn: async ({ line }, version) => {
      asked.push(line);
      return line === KEY.line && version !== "1.0";
    },
    parse,
    text: async () => CODE,
  });
  return { message: finding?.message, asked };
}

describe("which release removed a thing", () => {
  it("is looked for where a dictionary's key stands, not where it is passed on", async () => {
    const { message, asked } = await explained({ passed: { line: 2, column: 3 } });
    expect(message).toContain("takes no `gone` (removed in 2.0)");
    expect(new Set(asked)).toEqual(new Set([KEY.line]));
  });

  it("is not claimed of what does not alarm: nobody looked between", async () => {
    const { message, asked } = await explained({ quiet: "it stands in a document" });
    expect(message).toContain("takes no `gone` (not in 4.0)");
    expect(asked).toEqual([]);
  });
});
