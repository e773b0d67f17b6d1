import { describe, expect, it } from "vitest";
import { compare } from "../../src/checks/compare.ts";
import type { Outcome } from "../../src/checks/outcome.ts";
import { failed, finding, inconclusive, passed, skipped } from "../support/samples-checks.ts";

const OUTCOMES: Readonly<Record<string, Outcome>> = { passed, failed: failed(), skipped, inconclusive };

/** current, target, foundation, fail-on → status, comparison, blocks. */
type Row = [string, string, boolean, "regression" | "any", string, string | undefined, boolean];
const both = (
  current: string,
  target: string,
  status: string,
  comparison: string | undefined,
  blocks: boolean,
): Row[] =>
  [true, false].flatMap((foundation) =>
    (["regression", "any"] as const).map(
      (failOn): Row => [current, target, foundation, failOn, status, comparison, blocks],
    ),
  );

const TABLE: readonly Row[] = [
  // The target passes: nothing blocks, whatever the current release does.
  ...both("passed", "passed", "passed", "passed", false),
  ...both("failed", "passed", "passed", "fixed", false),
  ...both("skipped", "passed", "passed", "only-target", false),
  ...both("inconclusive", "passed", "passed", "only-target", false),
  // The target was not judged: skipped says nothing, "could not tell" blocks.
  ...["passed", "failed", "skipped", "inconclusive"].flatMap((current) => [
    ...both(current, "skipped", "skipped", undefined, false),
    ...both(current, "inconclusive", "inconclusive", undefined, true),
  ]),
  // The target fails where the current release works.
  ...both("passed", "failed", "failed", "regressed", true),
  // Both fail: known, unless all later checks stand on it or any failure counts.
  ["failed", "failed", false, "regression", "failed", "still-failing", false],
  ["failed", "failed", false, "any", "failed", "still-failing", true],
  ["failed", "failed", true, "regression", "inconclusive", "still-failing", true],
  ["failed", "failed", true, "any", "failed", "still-failing", true],
  // The target fails and the current release was not judged.
  ...["skipped", "inconclusive"].flatMap((current): Row[] => [
    [current, "failed", false, "regression", "inconclusive", "only-target", true],
    [current, "failed", true, "regression", "inconclusive", "only-target", true],
    [current, "failed", false, "any", "failed", "only-target", true],
    [current, "failed", true, "any", "failed", "only-target", true],
  ]),
];

describe("compare", () => {
  it("has a row for every case", () => {
    expect(new Set(TABLE.map((row) => row.slice(0, 4).join())).size).toBe(4 * 4 * 2 * 2);
  });

  it.each(TABLE)(
    "%s → %s, foundation %s, fail-on %s: %s, %s, blocks %s",
    (current, target, foundation, failOn, status, comparison, blocks) => {
      const compared = compare(OUTCOMES[current] as Outcome, OUTCOMES[target] as Outcome, { foundation, failOn });
      expect(compared).toMatchObject({ status, blocks });
      expect(compared.comparison).toBe(comparison);
      expect(compared.summary).not.toBe("");
    },
  );

  it("never lets a failure or a doubt of the target pass unsaid", () => {
    for (const [, target, , , status, , blocks] of TABLE) {
      if (target === "inconclusive") expect(blocks).toBe(true);
      if (target === "failed") expect(blocks || status === "failed").toBe(true);
    }
  });

  it("says why there is nothing to compare with, and what the target does", () => {
    const options = { foundation: true, failOn: "regression" } as const;
    expect(compare(failed(finding({ message: "Old news." })), failed(), options).summary).toBe(
      "Nothing to compare with: the current release fails here too (Old news.). The target: a needs b.",
    );
    expect(compare(inconclusive, failed(), options).summary).toContain("could not be judged (It took too long.)");
  });

  it("carries the target's findings, those of a pass too", () => {
    const note = finding({ severity: "warning" });
    expect(
      compare(
        passed,
        { status: "passed", summary: "Yes.", findings: [note] },
        { foundation: false, failOn: "regression" },
      ).findings,
    ).toEqual([note]);
    expect(compare(passed, failed(), { foundation: false, failOn: "regression" }).findings).toEqual([finding()]);
  });
});

describe("a failure of another kind than the current release's", () => {
  const options = { foundation: false, failOn: "regression" } as const;
  const about = (subject: string, message = `${subject}.`) => finding({ message, data: { subject } });

  it("is a regression, told first", () => {
    const old = about("a → b");
    const compared = compare(failed(old), failed(old, about("c → d"), about("e → f")), options);
    expect(compared).toMatchObject({
      status: "failed",
      blocks: true,
      comparison: "regressed",
      summary: "c → d. (and 1 more)",
    });
    expect(compared.findings.map(({ message }) => message)).toEqual(["c → d.", "e → f.", "a → b."]);
  });

  it("is not made by another wording, fewer failures, or a warning", () => {
    expect(compare(failed(about("a", "1.0 is bad")), failed(about("a", "2.0 is bad")), options).comparison).toBe(
      "still-failing",
    );
    expect(compare(failed(about("a"), about("b")), failed(about("b")), options).blocks).toBe(false);
    const warning = { ...about("c"), severity: "warning" } as const;
    expect(compare(failed(about("a")), failed(about("a"), warning), options).comparison).toBe("still-failing");
  });

  it("is one by its rule too: a crash is not excused by wrong tokens", () => {
    const compared = compare(
      failed(finding({ rule: "wrong-tokens" })),
      failed(finding({ rule: "inference-crashed" })),
      options,
    );
    expect(compared).toMatchObject({ blocks: true, comparison: "regressed" });
  });
});
