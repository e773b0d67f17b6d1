import { describe, expect, it } from "vitest";
import type { AdvisoryRecords } from "../../src/advisories/compare-advisories.ts";
import { advisoriesCheck } from "../../src/checks/advisories.ts";
import { compare } from "../../src/checks/compare.ts";
import { osv, recorded, recordsOf } from "../support/samples-advisories.ts";
import { context, side } from "../support/samples-checks.ts";

async function outcome(current: string, target: string, records: AdvisoryRecords = recorded()) {
  const sides = { current: side("current", { version: current }), target: side("target", { version: target }) };
  const given = context({ sides, advisories: async () => ({ kind: "read", ...records }) });
  return advisoriesCheck.run(given, "target");
}

describe("advisories", () => {
  it("pass where the move only fixes, and say what it fixes", async () => {
    expect(await outcome("0.10.1", "0.10.1.1")).toMatchObject({
      status: "passed",
      summary: "Fixes 2 (high); 10 (6 high) stay open.",
      findings: [],
      advisories: { fixed: [{ id: "CVE-2025-9141" }, { id: "CVE-2025-48956" }] },
    });
  });

  it("fail where a grave one is entered and none as grave is fixed for it", async () => {
    const result = await outcome("0.11.2", "0.12.0");
    expect(result).toMatchObject({
      status: "failed",
      findings: [
        {
          rule: "advisory-entered",
          severity: "error",
          message:
            "vLLM 0.12.0 has CVE-2026-55514 (high, 7.1), which 0.11.2 does not have: vLLM denial of service via prompt embeds on M-RoPE models. Fixed in 0.24.0.",
          line: 3,
          data: {
            subject: "CVE-2026-55514",
            ids: ["CVE-2026-55514", "GHSA-33cg-gxv8-3p8g", "PYSEC-2026-2303"],
            rating: "high",
            score: 7.1,
            fixedIn: "0.24.0",
          },
        },
      ],
    });
    const current = await advisoriesCheck.run(context(), "current");
    expect(compare(current, result, { foundation: false, failOn: "regression" })).toMatchObject({
      comparison: "regressed",
      blocks: true,
    });
  });

  it("weigh what is entered against what is fixed, one for one", async () => {
    const result = await outcome("0.9.2", "0.10.1");
    expect(result).toMatchObject({ status: "failed" });
    const findings = "findings" in result ? (result.findings ?? []) : [];
    expect(findings.map(({ severity, data }) => [severity, data?.["subject"]])).toEqual([
      ["error", "CVE-2026-22807"],
      ["error", "CVE-2026-27893"],
      ["warning", "CVE-2025-9141"],
    ]);
    expect(findings[2]?.message).toContain(
      "It does not block: the move fixes CVE-2025-30165 (high, 8.0), which is as grave.",
    );
  });

  it("warn of lesser ones", async () => {
    const result = await outcome("0.8.4", "0.8.5");
    expect(result).toMatchObject({
      status: "passed",
      findings: [{ severity: "warning", data: { subject: "CVE-2026-54235", rating: "medium" } }],
    });
    expect(result).toMatchObject({
      summary: expect.stringMatching(/^Fixes 4 \(2 critical\), enters 1 \(medium\); \d/),
    });
  });

  it("judge a downgrade by the same measure", async () => {
    expect(await outcome("0.11.0", "0.10.2")).toMatchObject({
      status: "failed",
      findings: [{ data: { subject: "CVE-2025-59425" } }, { severity: "warning" }],
    });
  });

  it("say nothing of a rating that nobody gives, and do not block on it", async () => {
    const unrated = recordsOf(osv("CVE-2026-1", {}, { introduced: "0.32.0" }));
    expect(await outcome("0.31.0", "0.32.0", unrated)).toMatchObject({
      status: "passed",
      summary: "Enters 1; none stays open.",
      findings: [
        {
          severity: "warning",
          message: "vLLM 0.32.0 has CVE-2026-1, which 0.31.0 does not have. No release is known that fixes it.",
        },
      ],
    });
  });

  it("say how many could not be read", async () => {
    expect(await outcome("0.31.0", "0.32.0", recordsOf(5))).toMatchObject({
      status: "passed",
      summary: "None fixed, none entered; none stays open. 1 could not be read.",
    });
  });

  it("are skipped, and no more, where the service cannot be asked", async () => {
    const given = context({ advisories: async () => ({ kind: "unavailable", reason: "OSV took too long" }) });
    const target = await advisoriesCheck.run(given, "target");
    expect(target).toEqual({ status: "skipped", reason: "Not known: OSV took too long." });
    const current = await advisoriesCheck.run(given, "current");
    for (const failOn of ["regression", "any"] as const)
      expect(compare(current, target, { foundation: false, failOn })).toMatchObject({
        status: "skipped",
        blocks: false,
      });
  });

  it("are skipped where there is no version to compare with", async () => {
    expect(await outcome(">=0.31", "0.32.0")).toMatchObject({ status: "skipped" });
  });
});
