import { describe, expect, it } from "vitest";
import type { Break } from "../../../src/breakage/break.ts";
import type { Diagnostic } from "../../../src/breakage/diagnostic.ts";
import { failingCalls } from "../../../src/breakage/difference/failing-call.ts";
import { loadPythonParser } from "../../../src/platform/syntax-parsers.ts";

const parse = await loadPythonParser(process.cwd());
const TEXT = "f(old=g(new=1), gone=2)\nf(gone=3)\n";

function at(line: number, word: string): Pick<Break, "path" | "line" | "column" | "endLine" | "endColumn"> {
  const column = (TEXT.split("\n")[line - 1] ?? "").indexOf(word) + 1;
  return { path: "a.py", line, column, endLine: line, endColumn: column + word.length };
}

const keyword = (line: number, word: string): Break => ({
  rule: "keyword-unknown",
  subject: { kind: "keyword", callee: "f", name: word },
  ...at(line, word),
  text: "",
});
const refusal: Diagnostic = { ...at(1, "old=g(new=1)"), code: "unknown-argument", text: "Argument `old` …" };

describe("calls that the current release refuses already", () => {
  it("are those with something else wrong in them, not the calls inside, beside or around", () => {
    const [same, inner, other] = [keyword(1, "gone=2"), keyword(1, "new=1"), keyword(2, "gone=3")] as const;
    const found = failingCalls(TEXT, [same, inner, other], [refusal], parse);
    expect([...found]).toEqual([[same, "Argument `old` …"]]);
  });

  it("are none where only an attribute is missing", () => {
    const missing: Diagnostic = { ...refusal, code: "missing-attribute" };
    expect(failingCalls(TEXT, [keyword(1, "gone=2")], [missing], parse).size).toBe(0);
  });
});
