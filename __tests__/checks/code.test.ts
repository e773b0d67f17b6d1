import { describe, expect, it } from "vitest";
import type { CodeAnalysis } from "../../src/analysis/code-analysis.ts";
import { codeCheck } from "../../src/checks/code.ts";
import type { Finding } from "../../src/checks/finding.ts";
import type { LeftOut } from "../../src/checks/outcome.ts";
import { CHECK_IDS } from "../../src/checks/result.ts";
import { runChecks } from "../../src/checks/run-checks.ts";
import { NO_COMMENTS } from "../../src/checks/suppression/source-comments.ts";
import { context } from "../support/samples-checks.ts";
import { codeFinding } from "../support/samples-code.ts";
import { silentProgress } from "../support/samples-environment.ts";

const VENDORED: LeftOut = { path: "vendor/a.py", why: "it is a vendored copy (vendor/)" };
const gone = codeFinding("import-gone", ["app.py", 3, 1], "`X` is gone.");
const odd = codeFinding("override-changed", ["app.py", 9, 1], "`f` has another signature.");

async function run(findings: readonly Finding[], excluded: readonly LeftOut[] = []) {
  const analysis: CodeAnalysis = {
    findings,
    counts: { python: 40, reaching: 12, documents: 0 },
    comments: NO_COMMENTS,
    excluded,
  };
  const [result] = await runChecks([codeCheck], context({ code: async () => analysis }), {
    ...{ selected: CHECK_IDS, failOn: "regression", parallel: false, progress: silentProgress() },
  });
  return result ?? expect.unreachable();
}

describe("code", () => {
  it("passes where no line breaks, warnings included", async () => {
    expect(await run([])).toMatchObject({
      status: "passed",
      summary: "12 of 40 Python files reach vLLM; none breaks.",
    });
    const warned = await run([odd]);
    expect(warned).toMatchObject({
      status: "passed",
      summary: "12 of 40 Python files reach vLLM; none breaks. 1 warning.",
    });
    expect(warned.findings).toEqual([odd]);
  });

  it("fails where a line breaks, with the errors first", async () => {
    const result = await run([odd, gone]);
    expect(result).toMatchObject({ status: "failed", blocks: true, comparison: "regressed", findings: [gone, odd] });
    expect(result.summary).toBe("1 line in 1 file breaks (12 of 40 Python files reach vLLM).");
  });

  it.each([{ findings: [] }, { findings: [gone] }])(
    "says which files it left out of the alarm: %o",
    async ({ findings }) => {
      const result = await run(findings, [VENDORED]);
      expect(result.excluded).toEqual([VENDORED]);
      expect(result.summary).toContain("12 of 40 Python files reach vLLM, 1 of them left out");
      expect(await run(findings)).not.toHaveProperty("excluded");
    },
  );
});
