import { describe, expect, it } from "vitest";
import { cpuTimer } from "../../support/cpu-time.ts";
import { judge } from "./judge.ts";

const BREAK = "from vllm.config import @@Gone";
const DEEP = 10_000;

function nested(open: string, levels: number): string {
  let text = "";
  for (let level = 0; level < levels; level++) text += `${" ".repeat(level)}${open}\n`;
  return `${text}${" ".repeat(levels)}${BREAK}\n`;
}

const HOSTILE: readonly [shape: string, text: () => string][] = [
  ["nested ifs", () => nested("if x:", 2000)],
  ["nested tries", () => nested("try:", 2000)],
  ["nested functions", () => nested("def f():", 2000)],
  ["parentheses", () => `if ${"(".repeat(DEEP)}vllm.__version__${")".repeat(DEEP)} > x:\n    ${BREAK}\n`],
  ["unclosed parentheses", () => `if ${"(".repeat(DEEP)}:\n    ${BREAK}\n`],
  ["not not not", () => `if ${"not ".repeat(DEEP)}vllm.__version__:\n    ${BREAK}\n`],
  ["a long chain of attributes", () => `if vllm${".a".repeat(DEEP)}:\n    ${BREAK}\n`],
  ["a long chain of calls", () => `if f${"()".repeat(DEEP)}:\n    ${BREAK}\n`],
  ["a long chain of and", () => `if ${"x and ".repeat(DEEP)}y:\n    ${BREAK}\n`],
  ["many elif", () => `if x:\n    pass\n${"elif x:\n    pass\n".repeat(DEEP)}else:\n    ${BREAK}\n`],
  ["many statements before", () => `${"if x:\n    raise y\n".repeat(DEEP)}${BREAK}\n`],
  ["many bindings", () => `${"x = x + 1\n".repeat(DEEP)}if x:\n    ${BREAK}\n`],
  ["many uses", () => `def f():\n    ${BREAK}\n${"if vllm_version:\n    f()\n".repeat(DEEP)}`],
  [
    "functions that call all others",
    () =>
      `${Array.from({ length: 60 }, (_, n) => `def f${n}():\n    ${Array.from({ length: 60 }, (_, m) => `f${m}()`).join("; ")}\n`).join("")}def f0():\n    ${BREAK}\n`,
  ],
  [
    "names that refer to each other",
    () => `${Array.from({ length: 500 }, (_, n) => `a${n} = a${n + 1} or a${n + 2}\n`).join("")}if a0:\n    ${BREAK}\n`,
  ],
  ["a line of 5 MB", () => `x = "${"y".repeat(5_000_000)}"\nif x:\n    ${BREAK}\n`],
  ["a condition of 5 MB", () => `if vllm.__version__ in (${'"0.1.2", '.repeat(200_000)}):\n    ${BREAK}\n`],
  ["no Python at all", () => `\0\u{1f600})))]]]}}} def def if : else\n ${BREAK}\n`],
  ["wide characters before the place", () => `x = "\u{1f600}\u{1f600}"; ${BREAK}\n`],
];

describe("a hostile file", () => {
  it.each(HOSTILE)(
    "%s is judged in bounded time",
    (_, text) => {
      const question = { text: text() };
      const elapsed = cpuTimer();
      expect(judge(question).kind).toMatch(/^(?:none|live|dead|unclear)$/);
      expect(elapsed()).toBeLessThan(8_000);
    },
    60_000,
  );

  it("judges a place beyond the text", () => {
    expect(judge({ text: "@@" }).kind).toBe("none");
  });
});
