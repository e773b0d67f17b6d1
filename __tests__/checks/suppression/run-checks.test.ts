import { describe, expect, it } from "vitest";
import type { Check } from "../../../src/checks/check.ts";
import type { Finding } from "../../../src/checks/finding.ts";
import type { Outcome } from "../../../src/checks/outcome.ts";
import { CHECK_IDS, type CheckId } from "../../../src/checks/result.ts";
import { runChecks } from "../../../src/checks/run-checks.ts";
import { NO_COMMENTS, type SourceComments } from "../../../src/checks/suppression/source-comments.ts";
import type { Suppression } from "../../../src/checks/suppression/suppression.ts";
import { judge } from "../../../src/report/verdict.ts";
import { context, failed, inconclusive, passed } from "../../support/samples-checks.ts";
import { silentProgress } from "../../support/samples-environment.ts";
import { commented, configured, gone, TODAY } from "../../support/samples-suppressions.ts";

const one = gone("src/app.py", 3);
const two = gone("src/app.py", 9, { message: "vllm.utils.X is gone.", data: { subject: "vllm.utils.X" } });
const note: Finding = gone("src/app.py", 5, { severity: "information", data: { subject: "guarded" } });

interface Case {
  readonly id?: CheckId;
  readonly current?: Outcome;
  readonly target: Outcome;
  readonly configured?: readonly Suppression[];
  readonly comments?: Partial<SourceComments>;
}

async function run({ id = "code", current = passed, target, configured: list = [], comments = {} }: Case) {
  const check: Check = {
    id,
    title: id,
    foundation: false,
    requires: [],
    run: async (_, role) => (role === "current" ? current : target),
  };
  const source: SourceComments = { suppressions: [], invalid: [], files: ["src/app.py"], ...comments };
  const commentSuppressions = async (of: CheckId) => (of === "code" ? source : NO_COMMENTS);
  const results = await runChecks([check], context({ commentSuppressions }), {
    selected: CHECK_IDS,
    failOn: "regression",
    parallel: false,
    progress: silentProgress(),
    suppressions: { configured: list, today: TODAY },
  });
  const [result] = results;
  if (result === undefined) return expect.unreachable();
  return { ...result, verdict: judge(results) };
}

describe("suppressed findings", () => {
  it("do not block, and are not lost", async () => {
    const result = await run({ target: failed(one), configured: [configured()] });
    expect(result).toMatchObject({
      status: "passed",
      comparison: "passed",
      blocks: false,
      summary: "No failure left: 1 finding suppressed.",
      findings: [],
      suppressed: [{ finding: one, suppression: configured() }],
      target: { outcome: { status: "passed", findings: [] } },
    });
    expect(result.verdict.verdict).toBe("pass");
    expect(result.verdict.reason).toContain("; 1 error is suppressed");
  });

  it("leave the others to block", async () => {
    const result = await run({
      target: failed(one, two, note),
      comments: { suppressions: [commented("src/app.py", 3)] },
    });
    expect(result).toMatchObject({ status: "failed", comparison: "regressed", blocks: true, findings: [two, note] });
    expect(result.target.outcome).toMatchObject({
      summary: "vllm.utils.X is gone. 1 finding suppressed.",
    });
    expect(result.suppressed).toHaveLength(1);
    expect(result.verdict.verdict).toBe("fail");
  });

  it("leave no failure where only information is left", async () => {
    const target = failed(one, note);
    const configuredOne = [configured({ covers: { path: "src/app.py", line: 3 } })];
    expect(await run({ target, configured: configuredOne })).toMatchObject({ status: "passed", findings: [note] });
  });

  it("leave a failure that never had an error", async () => {
    const warnings = [one, two].map((finding): Finding => ({ ...finding, severity: "warning" }));
    const list = [configured({ covers: { path: "src/app.py", line: 3 } })];
    expect(await run({ target: failed(...warnings), configured: list })).toMatchObject({ status: "failed" });
  });

  it("may be information beside a pass", async () => {
    const target: Outcome = { status: "passed", summary: "Nothing breaks.", findings: [note] };
    expect(await run({ target, configured: [configured()] })).toMatchObject({
      status: "passed",
      summary: "Nothing breaks. 1 finding suppressed.",
      findings: [],
    });
  });

  it("are the same on the current release, wherever they stood there: nothing was fixed", async () => {
    const before = { ...one, line: 2, endLine: 2 };
    const result = await run({
      current: failed(before),
      target: failed(one),
      comments: { suppressions: [commented("src/app.py", 3)] },
    });
    expect(result).toMatchObject({ status: "passed", comparison: "passed" });
    const listed = await run({ current: failed(before), target: failed(one, two), configured: [configured()] });
    expect(listed).toMatchObject({ status: "passed", comparison: "passed" });
  });

  it("say what is stale or not understood, without failing the check", async () => {
    const invalid = gone("src/app.py", 1, { rule: "suppression-invalid", severity: "warning" });
    const result = await run({ target: passed, configured: [configured()], comments: { invalid: [invalid] } });
    expect(result).toMatchObject({ status: "passed", blocks: false });
    expect(result.findings.map(({ rule }) => rule)).toEqual(["suppression-invalid", "suppression-stale"]);
    const failing = await run({ target: failed(two), comments: { invalid: [invalid] } });
    expect(failing.findings).toEqual([two, invalid]);
  });

  it("are not called stale where the check could not tell", async () => {
    const result = await run({ target: inconclusive, configured: [configured()] });
    expect(result).toMatchObject({ status: "inconclusive", findings: [] });
    expect(result).not.toHaveProperty("suppressed");
  });

  it("are pins, too, and comments of Python files do not matter to them", async () => {
    const pins = gone("requirements.txt", 3, { rule: "pins-disagree" });
    const rule = { rule: "pins-disagree", covers: { path: "requirements.txt" } } as const;
    const never: Partial<SourceComments> = { suppressions: [commented("requirements.txt", 3)], invalid: [one] };
    const hidden = await run({ id: "pins", target: failed(pins), configured: [configured(rule)], comments: never });
    expect(hidden).toMatchObject({ status: "passed", findings: [], suppressed: [{ finding: pins }] });
    const stale = await run({ id: "pins", target: passed, configured: [configured(rule)] });
    expect(stale.findings).toMatchObject([{ rule: "suppression-stale" }]);
  });

  it("let later checks run", async () => {
    const seen: string[] = [];
    const check = (id: CheckId, outcome: Outcome, requires: readonly CheckId[]): Check => ({
      id,
      title: id,
      foundation: true,
      requires,
      run: async (_, role) => {
        seen.push(`${id} ${role}`);
        return role === "target" ? outcome : passed;
      },
    });
    const yanked = gone("requirements.txt", 3, { rule: "release-yanked" });
    const list = [configured({ rule: "release-yanked", covers: { path: "requirements.txt" } })];
    await runChecks([check("release", failed(yanked), []), check("dependencies", passed, ["release"])], context(), {
      selected: CHECK_IDS,
      failOn: "regression",
      parallel: true,
      progress: silentProgress(),
      suppressions: { configured: list, today: TODAY },
    });
    expect(seen).toContain("dependencies target");
  });
});
