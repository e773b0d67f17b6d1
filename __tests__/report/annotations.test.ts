import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/checks/finding.ts";
import { annotationsOf } from "../../src/report/annotations.ts";
import {
  checkResult,
  cleanChecks,
  conflictReport,
  failed,
  findingAt,
  HOSTILE,
  hugeReport,
  inconclusiveReport,
  passed,
  passReport,
  pinAt,
  reportOf,
  wrongTokensReport,
} from "../support/report-samples.ts";

const withFindings = (...findings: [Finding, ...Finding[]]) =>
  reportOf(cleanChecks({ import: checkResult("import", failed("x", findings), passed("Fine.")) }));

describe("annotations", () => {
  it("are none when all is well", () => {
    expect(annotationsOf(passReport())).toEqual([]);
  });

  it("stand where the finding stands", () => {
    expect(annotationsOf(conflictReport())).toEqual([
      {
        level: "error",
        file: "requirements.txt",
        line: 3,
        column: 1,
        endLine: 3,
        title: "Dependencies do not resolve",
        message:
          "requirements.txt does not resolve with vLLM 0.24.0: vllm==0.24.0 depends on transformers>=5.0.0; you require transformers<5.",
      },
    ]);
  });

  it("stand at the pin that moves when a finding has no place: the one a person edits", () => {
    const pins = [
      pinAt("old.txt", 1, "0.31.0"),
      pinAt("uv.lock", 700, "0.32.0", { role: "lock" }),
      pinAt("pyproject.toml", 12, "0.32.0", { column: 6 }),
    ];
    const finding: Finding = { rule: "import-failed", severity: "error", message: "ImportError" };
    const report = { ...withFindings(finding), pins };
    expect(annotationsOf(report)[0]).toMatchObject({ file: "pyproject.toml", line: 12, column: 6 });
    expect(annotationsOf({ ...report, pins: pins.slice(0, 1) })[0]).toMatchObject({ file: "old.txt", line: 1 });
    expect(annotationsOf({ ...report, pins: [] })[0]).not.toHaveProperty("file");
  });

  it("are not red for what was failing before", () => {
    expect(annotationsOf(wrongTokensReport()).map(({ level, title }) => `${level}: ${title}`)).toEqual([
      "error: Model generates other tokens",
      "warning: pip check reports broken requirements",
    ]);
  });

  it("say what could not be told, and what would help", () => {
    expect(annotationsOf(inconclusiveReport())).toEqual([
      {
        level: "warning",
        file: "requirements.txt",
        line: 3,
        column: 1,
        title: "Could not tell: Import",
        message:
          "There is no CPU build of vLLM 0.33.0. Run on a host with a GPU, name a CPU wheel in the input cpu-sources, or wait for the build.",
      },
    ]);
  });

  it("are ten of a level, the last with how many there are besides", () => {
    const all = annotationsOf(hugeReport());
    for (const level of ["error", "warning", "notice"]) {
      const own = all.filter((annotation) => annotation.level === level);
      expect(own).toHaveLength(10);
      expect(own.at(-1)?.message).toMatch(/\n\n890 more: see the job summary\.$/);
      expect(own.at(-2)?.message).not.toContain("more:");
    }
  });

  it("give each thing one place before any its second", () => {
    const at = (line: number, message: string) => ({ ...findingAt("import-failed", message), path: "a", line });
    const same = Array.from({ length: 15 }, (_, index) => at(index + 1, "Same."));
    const [first, ...rest] = same as [Finding, ...Finding[]];
    const lines = annotationsOf(withFindings(first, ...rest, at(90, "Other."))).map(({ line }) => line);
    expect(lines).toEqual([1, 90, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("hold no command, no escape, no password, and end somewhere", () => {
    const [annotation] = annotationsOf(
      withFindings({ ...findingAt("import-failed", HOSTILE.repeat(20)), suggestion: "x" }),
    );
    expect(annotation?.message).not.toMatch(/^\s*::|##\[|(?!\n)\p{Cc}|secret|\u202E/mu);
    expect(annotation?.message.length).toBeLessThanOrEqual(2000);
    expect(annotationsOf(withFindings({ ...findingAt("import-failed", "Old."), suggestion: "new" }))[0]?.message).toBe(
      "Old. Write instead: new",
    );
  });
});
