import { describe, expect, it } from "vitest";
import type { Break, Subject } from "../../../src/breakage/break.ts";
import { plainType, withOwnClass } from "../../../src/breakage/explain/own-class.ts";
import { toFinding, type Verdict } from "../../../src/breakage/to-finding.ts";
import { explained, parse } from "./support.ts";

const NOTHING = { message: "m", data: {} };

function verdict(subject: Subject, more: Partial<Verdict> = {}): Verdict {
  const broken: Break = {
    ...{ rule: "attribute-gone", subject, path: "a.py", text: "t" },
    ...{ line: 1, column: 1, endLine: 1, endColumn: 2 },
  };
  return { broken, guard: { kind: "none" }, certain: true, ...more };
}

const subjectOf = (subject: Subject, data: Record<string, string> = {}) =>
  toFinding(verdict(subject), { message: "m", data }).data?.["subject"];

describe("what people read", () => {
  it("claims no release as the remover where none was looked for", async () => {
    const { message, data } = await explained({
      old: { "vllm/a.py": "" },
      target: {},
      subject: { kind: "module", module: "vllm.a" },
      between: { "1.5": undefined },
    });
    expect(message).toBe("vllm.a is gone (not in 2.0).");
    expect(data).not.toHaveProperty("removedIn");
  });

  it("has a deprecation on one line, and does not say since when", async () => {
    const subject = { kind: "deprecated", name: "seq_lens_cpu" } as const;
    const text = "The function `seq_lens_cpu` is deprecated: \n    Prefer `seq_lens`\n    on the device";
    expect(await explained({ old: {}, target: {}, subject, text })).toEqual({
      message: "`seq_lens_cpu` is deprecated in 2.0: Prefer `seq_lens` on the device.",
      data: {},
    });
    const bare = await explained({ old: {}, target: {}, subject, text: "The function `seq_lens_cpu` is deprecated" });
    expect(bare.message).toBe("`seq_lens_cpu` is deprecated in 2.0.");
    const long = await explained({ old: {}, target: {}, subject, text: `\`f\` is deprecated: ${"word ".repeat(200)}` });
    expect(long.message.length).toBeLessThan(400);
    expect(long.message).toMatch(/word …$/);
  });

  it("names the class of the repository instead of the checker's Self", async () => {
    const code = "class Other: ...\n\nclass Mine(Base):\n    def step(self):\n        self.^gone()\n";
    const { message, data } = await explained({
      old: {},
      target: {},
      subject: { kind: "attribute", owner: "Self@step", name: "gone" },
      code,
    });
    expect(message).toBe("Mine has no `gone` (removed in 2.0).");
    expect(data["owner"]).toBe("Mine");
    expect(withOwnClass("Object of type `Self@step`", 1, "x = 1\n", parse)).toBe("Object of type `self`");
    expect(withOwnClass("LLM", 1, "x = 1\n", parse)).toBe("LLM");
  });

  it.each([
    ["None | AsyncLLM", "AsyncLLM"],
    ["AsyncLLM & ~AlwaysFalsy", "AsyncLLM"],
    ["A | B", "A | B"],
    ["None", "None"],
  ])("has %s as %s", (type, plain) => {
    expect(plainType(type)).toBe(plain);
  });

  it.each<[Subject, Record<string, string>, string]>([
    [{ kind: "keyword", callee: undefined, name: "best_of" }, { callee: "SamplingParams" }, "SamplingParams(best_of)"],
    [{ kind: "keyword", callee: "LLM.__init__", name: "task" }, {}, "LLM(task)"],
    [{ kind: "keyword", callee: undefined, name: "task" }, {}, "call(task)"],
    [{ kind: "parameter", callee: "f", names: ["a", "b"] }, {}, "f(a,b)"],
    [{ kind: "arity", callee: "E.__init__", expected: 1, given: 2 }, {}, "E()"],
    [{ kind: "attribute", owner: "Self@step", name: "x" }, { owner: "Mine" }, "Mine.x"],
    [{ kind: "attribute", owner: "AsyncLLM & ~AlwaysFalsy", name: "x" }, {}, "AsyncLLM.x"],
  ])("is about a subject with a name: %o", (subject, data, expected) => {
    expect(subjectOf(subject, data)).toBe(expected);
  });

  it("says once why it does not alarm, or may not", () => {
    const subject = { kind: "name", module: "vllm.a", name: "b" } as const;
    const said = (more: Partial<Verdict>) => toFinding(verdict(subject, more), NOTHING).message;
    expect(said({ guard: { kind: "live", why: "for type checkers only (line 3)" } })).toBe(
      "m It does not alarm: for type checkers only (line 3).",
    );
    expect(said({ guard: { kind: "unclear", why: "it stands under a condition (line 3)" } })).toBe(
      "m It stands under a condition (line 3).",
    );
    expect(said({ quiet: "it is a vendored copy (vendor/)" })).toBe(
      "m It does not alarm: it is a vendored copy (vendor/).",
    );
  });
});
