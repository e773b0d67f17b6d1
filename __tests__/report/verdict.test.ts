import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/checks/outcome.ts";
import { CHECK_IDS } from "../../src/checks/result.ts";
import { RULES, type RuleId } from "../../src/checks/rules.ts";
import type { Build } from "../../src/report/report.ts";
import { judge } from "../../src/report/verdict.ts";
import {
  checkResult,
  cleanChecks,
  conflictReport,
  failed,
  findingAt,
  notRun,
  passed,
  skipped,
  staticReport,
} from "../support/report-samples.ts";

const VERSIONS = { current: "0.31.0", target: "0.32.0" };
const broken = failed("outlines 1.2.0 requires numpy.", [findingAt("pip-check", "outlines 1.2.0 requires numpy.")]);
const unclear: Outcome = {
  status: "inconclusive",
  cause: "disk-full",
  reason: "8 GB are free, 14 GB are needed.",
  remedy: "Free the disk or set builds: cpu.",
};

describe("the verdict", () => {
  it("is a pass when everything was compared and nothing regressed", () => {
    expect(judge(cleanChecks(), VERSIONS)).toEqual({
      verdict: "pass",
      reason: "Safe to merge: everything that worked on vLLM 0.31.0 works on 0.32.0, and the way back was rehearsed.",
    });
  });

  it("names the CPU build where nothing else was tried", () => {
    const tried = (builds: readonly Build[]) => judge(cleanChecks(), { ...VERSIONS, builds }).reason;
    expect(tried(["cpu", "cpu"])).toContain("works on 0.32.0 (tried with the CPU build), and the way back");
    expect(tried(["release", "cpu"])).not.toContain("CPU");
  });

  it("is a fail when any check failed and blocks, wherever it stands", () => {
    for (const check of cleanChecks()) {
      const finding = failed("Broken.", [findingAt("pip-check", "Broken.")]);
      const checks = cleanChecks({ [check.id]: checkResult(check.id, finding, passed("Fine.")) });
      expect(judge(checks, VERSIONS).verdict, check.id).toBe("fail");
    }
  });

  it("is inconclusive when any check could not tell, and says what would help", () => {
    for (const check of cleanChecks()) {
      const { verdict, reason } = judge(cleanChecks({ [check.id]: checkResult(check.id, unclear) }), VERSIONS);
      expect(verdict, check.id).toBe("inconclusive");
      expect(reason).toBe("Could not tell: 8 GB are free, 14 GB are needed. Free the disk or set builds: cpu.");
    }
  });

  it("lets a failure outweigh a doubt", () => {
    const checks = cleanChecks({
      import: checkResult("import", unclear),
      "pip-check": checkResult("pip-check", broken, passed("Fine.")),
    });
    expect(judge(checks, VERSIONS).verdict).toBe("fail");
  });

  it("does not count what was failing before, and says so", () => {
    expect(judge(cleanChecks({ "pip-check": checkResult("pip-check", broken) }), VERSIONS)).toEqual({
      verdict: "pass",
      reason:
        "Safe to merge: everything that worked on vLLM 0.31.0 works on 0.32.0, and the way back was rehearsed; " +
        "pip check failed before and still does.",
    });
  });

  it("counts what was failing before when asked to", () => {
    const check = checkResult("pip-check", broken, broken, { failOn: "any" });
    expect(judge(cleanChecks({ "pip-check": check }), VERSIONS)).toEqual({
      verdict: "fail",
      reason:
        "Do not merge yet: pip check reports broken requirements beside vLLM 0.32.0, as it already was with vLLM 0.31.0.",
    });
  });

  it("is inconclusive where a foundation fails on both sides", () => {
    const error = failed("ImportError.", [findingAt("import-failed", "ImportError.")]);
    const { verdict, reason } = judge(cleanChecks({ import: checkResult("import", error) }), VERSIONS);
    expect(verdict).toBe("inconclusive");
    expect(reason).toMatch(/^Could not tell: Nothing to compare with: /);
  });

  it("is no pass when nothing was checked", () => {
    expect(judge([], VERSIONS).verdict).toBe("inconclusive");
    expect(judge([checkResult("pins", skipped("Not selected."))], VERSIONS).verdict).toBe("inconclusive");
  });
});

describe("the reason", () => {
  it("names the packages in the way", () => {
    expect(conflictReport().reason).toBe("Do not merge yet: vLLM 0.24.0 cannot be installed beside transformers<5.");
  });

  it("says only what the resolver says when nobody knows whose requirement it is", () => {
    const conflict = (packages: readonly string[]) => {
      const finding = findingAt("dependency-conflict", "No solution.", { packages });
      const check = checkResult("dependencies", failed("No solution.", [finding]), passed("Fine."));
      return judge(cleanChecks({ dependencies: check }), VERSIONS).reason;
    };
    expect(conflict(["vllm", "certifi"])).toBe(
      "Do not merge yet: vLLM 0.32.0 cannot be installed with this repository's requirements (the resolver names certifi).",
    );
    expect(conflict(["a", "b", "c", "d", "e"])).toContain("(the resolver names a, b, c and 2 more)");
    expect(conflict([])).toMatch(/this repository's requirements\.$/);
  });

  it("names the other checks that fail", () => {
    const checks = cleanChecks({
      import: checkResult("import", failed("x", [findingAt("import-failed", "x")]), passed("Fine.")),
      "pip-check": checkResult("pip-check", broken, passed("Fine.")),
      version: checkResult("version", failed("x", [findingAt("wrong-version", "x")]), passed("Fine.")),
    });
    expect(judge(checks, VERSIONS).reason).toBe(
      "Do not merge yet: pip check reports broken requirements beside vLLM 0.32.0; import and version fail too.",
    );
  });

  it("says why nothing reached a result, where the only check that was asked for was skipped", () => {
    const skip = (reason: string) => ({ status: "skipped", reason }) as const;
    const checks = CHECK_IDS.map((id) =>
      checkResult(id, skip(id === "advisories" ? "Not known: OSV took too long." : "Not selected.")),
    );
    expect(judge(checks, VERSIONS)).toEqual({
      verdict: "inconclusive",
      reason: "Could not tell: no check reached a result. Advisories: Not known: OSV took too long.",
    });
  });

  it("does not say that everything works when only static checks ran", () => {
    expect(staticReport().reason).toBe(
      "No problem found in what was checked: agreement of the pins, the release's fit, known vulnerabilities, the code and the configuration passed for vLLM 0.32.0; " +
        "not checked: dependencies, pip check, import, version, inference and rollback.",
    );
  });

  it("does not say that the model works when inference did not run", () => {
    const { reason } = judge(cleanChecks(notRun(["inference"], "import")), VERSIONS);
    expect(reason).toMatch(/^No problem found in what was checked: .* not checked: inference\.$/);
  });

  it("does not claim a comparison with a side that was not judged", () => {
    const check = checkResult("inference", passed("48 tokens."), unclear);
    expect(judge(cleanChecks({ inference: check }), VERSIONS).reason).toMatch(
      /^No problem found .*judged on vLLM 0\.32\.0 alone: inference\.$/,
    );
  });

  it("does not claim a rehearsal that did not take place", () => {
    const { reason } = judge(cleanChecks({ rollback: checkResult("rollback", skipped("Not selected.")) }), VERSIONS);
    expect(reason).toBe(
      "Safe to merge: everything that worked on vLLM 0.31.0 works on 0.32.0; the way back was not rehearsed.",
    );
  });

  it("has plain words for every rule, and is one line", () => {
    for (const rule of Object.keys(RULES) as RuleId[]) {
      const check = checkResult("version", failed("x\ny", [findingAt(rule, "x\ny")]), passed("Fine."));
      const { reason } = judge(cleanChecks({ version: check }), VERSIONS);
      expect(reason).toMatch(/^Do not merge yet: [^\n]+\.$/);
      expect(reason.length).toBeLessThan(200);
    }
  });

  it("does without versions", () => {
    expect(judge(cleanChecks()).reason).toBe(
      "Safe to merge: everything that worked on the current vLLM release works on the target vLLM release, and the way back was rehearsed.",
    );
  });
});
