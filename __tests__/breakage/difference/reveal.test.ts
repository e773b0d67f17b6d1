import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Break } from "../../../src/breakage/break.ts";
import { revealSubjects } from "../../../src/breakage/difference/reveal.ts";
import { loadPythonParser } from "../../../src/platform/syntax-parsers.ts";

const parse = await loadPythonParser(fileURLToPath(new URL("../../..", import.meta.url)));

function broken(subject: Break["subject"], line: number, column: number, endColumn: number): Break {
  return { rule: "attribute-gone", subject, path: "a.py", line, column, endLine: line, endColumn, text: "" };
}

describe("asking for the types that breaks hang on", () => {
  it("wraps the object of an attribute", () => {
    const edit = revealSubjects(
      "llm.engine.gone\n",
      [broken({ kind: "attribute", owner: "E", name: "gone" }, 1, 1, 16)],
      parse,
    );
    expect(edit.text).toBe("reveal_type(llm.engine).gone\n");
    expect(edit.answers).toEqual([12]);
  });

  it("wraps the callable of a keyword, also where the argument is a call itself", () => {
    const text = "x = 1\nLLM(model=path(a), swap=g(1))\n";
    const keyword = broken({ kind: "keyword", callee: "LLM", name: "swap" }, 2, 20, 29);
    expect(revealSubjects(text, [keyword], parse).text).toBe("x = 1\nreveal_type(LLM)(model=path(a), swap=g(1))\n");
  });

  it("asks once for what two breaks hang on, and for both of what nests", () => {
    const text = "a.b.c(k=1, l=2)\n";
    const first = broken({ kind: "keyword", callee: "c", name: "k" }, 1, 7, 10);
    const second = broken({ kind: "keyword", callee: "c", name: "l" }, 1, 12, 15);
    const inner = broken({ kind: "attribute", owner: "A", name: "b" }, 1, 1, 4);
    const edit = revealSubjects(text, [first, second, inner], parse);
    expect(edit.text).toBe("reveal_type(reveal_type(a).b.c)(k=1, l=2)\n");
    expect(edit.answers).toEqual([12, 12, 24]);
  });

  it("asks nothing where there is no such place", () => {
    const edit = revealSubjects("x = 1\n", [broken({ kind: "attribute", owner: "A", name: "b" }, 1, 1, 2)], parse);
    expect(edit).toEqual({ text: "x = 1\n", answers: [undefined] });
  });
});
