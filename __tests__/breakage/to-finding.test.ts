import { describe, expect, it } from "vitest";
import type { Break } from "../../src/breakage/break.ts";
import { toFinding, type Verdict } from "../../src/breakage/to-finding.ts";

const BROKEN: Break = {
  rule: "import-gone",
  subject: { kind: "name", module: "vllm.config", name: "CompilationLevel" },
  path: "a.py",
  line: 3,
  column: 5,
  endLine: 3,
  endColumn: 9,
  text: "Module `vllm.config` has no member `CompilationLevel`",
};
const EXPLAINED = { message: "It is gone.", data: { movedTo: "vllm.x" }, suggestion: "from vllm.x import y" };

const finding = (over: Partial<Verdict>) =>
  toFinding({ broken: BROKEN, guard: { kind: "none" }, certain: true, ...over }, EXPLAINED);

describe("how much a break matters", () => {
  it("is an error where nothing stands between the line and the target, with what to write instead", () => {
    expect(finding({})).toMatchObject({
      rule: "import-gone",
      severity: "error",
      path: "a.py",
      line: 3,
      column: 5,
      data: { movedTo: "vllm.x", subject: "vllm.config.CompilationLevel" },
      suggestion: "from vllm.x import y",
    });
  });

  it.each<[what: string, verdict: Partial<Verdict>, severity: string, rule: string]>([
    ["a live guard", { guard: { kind: "live", why: "caught on line 4" } }, "information", "import-gone"],
    ["a dead fallback", { guard: { kind: "dead", why: "caught on line 4" } }, "error", "fallback-dead"],
    ["a condition nobody can evaluate", { guard: { kind: "unclear", why: "line 2" } }, "warning", "import-gone"],
    ["an object of unknown type", { certain: false }, "warning", "import-gone"],
    [
      "an unknown type behind a dead fallback",
      { certain: false, guard: { kind: "dead", why: "x" } },
      "warning",
      "import-gone",
    ],
    ["a notebook", { quiet: "it stands in a notebook" }, "information", "import-gone"],
    [
      "a patch of what is gone",
      { broken: { ...BROKEN, rule: "attribute-gone", text: "Unresolved attribute `x` on type `C`" } },
      "warning",
      "attribute-gone",
    ],
    ["an override", { broken: { ...BROKEN, rule: "override-changed" } }, "warning", "override-changed"],
    [
      "what is deprecated",
      { broken: { ...BROKEN, rule: "deprecated-on-target" } },
      "information",
      "deprecated-on-target",
    ],
    [
      "an override of unknown type",
      { broken: { ...BROKEN, rule: "deprecated-on-target" }, certain: false },
      "information",
      "deprecated-on-target",
    ],
  ])("%s", (_, verdict, severity, rule) => {
    const found = finding(verdict);
    expect([found.severity, found.rule]).toEqual([severity, rule]);
    // An edit is offered only where the line surely breaks.
    expect(found.suggestion === undefined).toBe(severity !== "error");
  });

  it("says in a notebook in which cell it is", () => {
    expect(finding({ where: "cell 3", quiet: "it stands in a notebook" }).message).toMatch(/^cell 3: It is gone\./);
  });
});
