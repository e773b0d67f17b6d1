import { describe, expect, it } from "vitest";
import { applySuppressions, type Given } from "../../../src/checks/suppression/apply.ts";
import type { Cover } from "../../../src/checks/suppression/suppression.ts";
import { commented, configured, gone, TODAY } from "../../support/samples-suppressions.ts";

const finding = gone("src/app.py", 3);
const apply = (given: Partial<Given>, findings = [finding], files = ["src/app.py"]) =>
  applySuppressions(findings, { configured: [], comments: [], today: TODAY, ...given }, { check: "code", files });
const hides = (given: Partial<Given>, one = finding) => apply(given, [one]).suppressed.length === 1;

describe("a suppression", () => {
  it("takes its finding out, and keeps it with the reason", () => {
    const suppression = configured();
    const other = gone("other.py", 3);
    expect(apply({ configured: [suppression] }, [finding, other])).toEqual({
      findings: [other],
      suppressed: [{ finding, suppression }],
      stale: [],
    });
  });

  it.each([
    ["src/app.py", true],
    ["src/*.py", true],
    ["src/", true],
    ["**/app.py", true],
    ["**", true],
    ["app.py", false],
    ["*.py", false],
    ["src", false],
    ["src/ap?.py", true],
    ["lib/**", false],
  ])("is about the files of its glob: %s", (path, expected) => {
    expect(hides({ configured: [configured({ covers: { path } })] })).toBe(expected);
  });

  it("takes a name with signs of a glob as it is too", () => {
    expect(hides({ configured: [configured({ covers: { path: "src/[a]*.py" } })] }, gone("src/[a]*.py", 1))).toBe(true);
  });

  it("holds to its rule, line and text, and needs a place", () => {
    expect(hides({ configured: [configured({ rule: "attribute-gone" })] })).toBe(false);
    expect(hides({ configured: [configured({ covers: { path: "src/**", line: 3 } })] })).toBe(true);
    expect(hides({ configured: [configured({ covers: { path: "src/**", line: 4 } })] })).toBe(false);
    expect(hides({ configured: [configured({ covers: { path: "src/**", contains: "lora" } })] })).toBe(true);
    expect(hides({ configured: [configured({ covers: { path: "src/**", contains: "Lora" } })] })).toBe(false);
    const { path: _, ...nowhere } = finding;
    expect(hides({ configured: [configured({ covers: { path: "**" } })] }, nowhere)).toBe(false);
  });

  it("is about both ends of a disagreement", () => {
    const pins = gone("requirements.txt", 1, {
      rule: "pins-disagree",
      data: { subject: "docs/r.txt requirements.txt", otherFile: "docs/r.txt", otherLine: 4 },
    });
    const one = (covers: Cover) => hides({ configured: [configured({ rule: "pins-disagree", covers })] }, pins);
    expect(one({ path: "docs/*" })).toBe(true);
    expect(one({ path: "docs/*", line: 4 })).toBe(true);
    expect(one({ path: "docs/*", line: 1 })).toBe(false);
    expect(one({ path: "requirements.txt", line: 1 })).toBe(true);
    expect(one({ path: "requirements.txt", line: 4 })).toBe(false);
  });

  it("in a comment is about one line of one file", () => {
    expect(hides({ comments: [commented("src/app.py", 3)] })).toBe(true);
    expect(hides({ comments: [commented("src/app.py", 4)] })).toBe(false);
    expect(hides({ comments: [commented("src/*.py", 3)] })).toBe(false);
    expect(hides({ comments: [commented("src/app.py", 3, { rule: "attribute-gone" })] })).toBe(false);
  });

  it("holds on its last day, and not on the next: then it is stale, with its date", () => {
    expect(hides({ configured: [configured({ until: TODAY })] })).toBe(true);
    const ended = apply({ comments: [commented("src/app.py", 3, { until: "2026-11-23" })] });
    expect(ended.findings).toEqual([finding]);
    expect(ended.stale).toEqual([
      {
        rule: "suppression-stale",
        severity: "warning",
        message: "The suppression of import-gone ended on 2026-11-23. Renew its date, or remove it.",
        path: "src/app.py",
        line: 3,
        column: 30,
        data: { subject: "src/app.py import-gone src/app.py", suppressed: "import-gone" },
      },
    ]);
  });

  it("that matches nothing is stale, where its file was looked at by the check that finds its rule", () => {
    const stale = (given: Partial<Given>, files = ["src/app.py"]) => apply(given, [], files).stale;
    expect(stale({ configured: [configured()] })).toMatchObject([
      {
        message:
          "The suppression of import-gone in src/** matches no finding of this upgrade. Remove it if it was for an earlier one.",
        path: "vllm-upgrade-check.yml",
        line: 2,
      },
    ]);
    expect(stale({ configured: [configured()] }, ["lib/app.py"])).toEqual([]);
    expect(stale({ configured: [configured({ rule: "pins-disagree" })] })).toEqual([]);
    expect(stale({ comments: [commented("src/app.py", 9)] })).toHaveLength(1);
    expect(stale({ configured: [configured({ path: "../c.yml" })] })[0]).not.toHaveProperty("path");
  });

  it("is not stale because another says the same", () => {
    const { suppressed, stale } = apply({ configured: [configured()], comments: [commented("src/app.py", 3)] });
    expect(suppressed).toHaveLength(1);
    expect(stale).toEqual([]);
  });

  it("is found in time among very many", () => {
    const many = Array.from({ length: 20_000 }, (_, line) => gone("src/app.py", line + 1));
    const comments = many.flatMap(({ line = 0 }) => [commented("src/app.py", line), commented("src/app.py", 1)]);
    expect(apply({ comments }, many).suppressed).toHaveLength(20_000);
  }, 10_000);
});
