import { describe, expect, it } from "vitest";
import type { Break } from "../../../src/breakage/break.ts";
import { withOwnerNamed } from "../../../src/breakage/difference/self-owner.ts";
import { loadPythonParser } from "../../../src/platform/syntax-parsers.ts";

const parse = await loadPythonParser(process.cwd());

describe("an attribute missed on self", () => {
  const tree = parse("class Engine(LLM):\n    def run(self):\n        self.gone()\n");
  const at = { path: "a.py", line: 3, column: 9, endLine: 3, endColumn: 18, text: "" };

  it.each([
    ["Self@run", "Engine"],
    ["type[Self@run]", "type[Engine]"],
    ["LLMEngine", "LLMEngine"],
  ])("of %s is missed on %s", (owner, named) => {
    const broken: Break = { rule: "attribute-gone", subject: { kind: "attribute", owner, name: "gone" }, ...at };
    expect(withOwnerNamed(broken, tree).subject).toEqual({ kind: "attribute", owner: named, name: "gone" });
  });
});
