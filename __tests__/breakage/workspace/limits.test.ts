import { describe, expect, it } from "vitest";
import { documentLimitOf, limitOf } from "../../../src/breakage/workspace/limits.ts";
import { cpuTimer } from "../../support/cpu-time.ts";

const nested = (depth: number) =>
  `${Array.from({ length: depth }, (_, level) => `${" ".repeat(level)}if x:\n`).join("")}${" ".repeat(depth)}pass\n`;

describe("what Python refuses, or a type checker does not survive", () => {
  it.each([
    ["null bytes", "import vllm\n\0", /null bytes/],
    ["brackets", `x = ${"[".repeat(201)}${"]".repeat(201)}\n`, /200 brackets/],
    ["brackets of several kinds", `x = ${"f([{1: ".repeat(70)}`, /200 brackets/],
    ["blocks", nested(101), /100 blocks/],
    ["attributes", `x = y${".a".repeat(501)}\n`, /500 operators/],
    ["calls", `x = y${".a(1, 2)".repeat(300)}\n`, /500 operators/],
    ["subscripts", `x = y${"[0]".repeat(501)}\n`, /500 operators/],
    ["sums over several lines", `x = (1${"\n + 1".repeat(501)})\n`, /500 operators/],
    ["signs", `x = ${"-".repeat(501)}1\n`, /500 operators/],
    ["lambdas", `x = ${"lambda: ".repeat(501)}1\n`, /500 operators/],
    ["conditions", `x = ${"1 if a else ".repeat(300)}1\n`, /500 operators/],
    ["branches", `if x: pass\n${"elif x: pass\n".repeat(1001)}`, /1000 elif/],
    ["names of one import", `from vllm import ${"name, ".repeat(2001)}last\n`, /2000 names/],
    ["lines", "x = 1\n".repeat(20_001), /20000 statements/],
    ["statements of one line", "x = 1;".repeat(20_001), /20000 statements/],
  ])("names too many %s", (_, text, why) => {
    expect(limitOf(text)).toMatch(why);
  });

  it.each([
    ["200 brackets", `x = ${"[".repeat(200)}${"]".repeat(200)}\n`],
    ["100 blocks", nested(100)],
    ["blocks one after the other", "if x:\n    pass\n".repeat(300)],
    ["operators with commas between", `x = [${"-1 + a.b, ".repeat(5000)}]\n`],
    ["a dictionary of expressions", `x = {\n${"    'k': a.b + c,\n".repeat(3000)}}\n`],
    ["many short lines", "a.b.c = d.e + 1\n".repeat(5000)],
    ["operators in strings and comments", `x = "${"+(".repeat(1000)}"  # ${"+(".repeat(1000)}\n`],
    ["empty lines", "\n".repeat(100_000)],
    ["comments", `${" ".repeat(8)}# note\n`.repeat(30_000)],
    ["a byte order mark", "\ufeffimport vllm\n"],
  ])("lets %s pass", (_, text) => {
    expect(limitOf(text)).toBeUndefined();
  });

  it("counts a document's blocks", () => {
    expect(documentLimitOf("```python\nimport vllm\n```\n".repeat(5001))).toMatch(/5000 blocks/);
    expect(documentLimitOf("```python\nimport vllm\n```\n".repeat(4000))).toBeUndefined();
  });

  it.each([
    ["brackets", "(".repeat(5_000_000)],
    ["closing brackets", ")".repeat(5_000_000)],
    ["pairs", "()".repeat(2_500_000)],
    ["indents", Array.from({ length: 3000 }, (_, level) => `${" ".repeat(level)}x\n`).join("")],
    ["quote marks", "'\"".repeat(2_500_000)],
    ["words", "not ".repeat(1_250_000)],
    ["fences", `${" >".repeat(1_000_000)}\n${"```".repeat(1_000_000)}`],
  ])("reads 5 MB of %s in linear time", (_, text) => {
    const spent = cpuTimer();
    limitOf(text);
    documentLimitOf(text);
    expect(spent()).toBeLessThan(3000);
  });
});
