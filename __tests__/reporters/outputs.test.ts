import { describe, expect, it } from "vitest";
import type { Report } from "../../src/report/report.ts";
import { OUTPUT_NAMES, type OutputName, reportOutputs } from "../../src/reporters/outputs.ts";

const finding = { rule: "pip-check", severity: "error", message: "broken" } as const;
const checks = [
  { findings: [finding, finding] },
  { findings: [] },
  { findings: [finding] },
] as unknown as Report["checks"];
const report: Report = {
  schemaVersion: 1,
  verdict: "fail",
  reason: "pip check finds broken requirements.",
  current: { version: "0.31.0", from: "requirements.txt" },
  target: { version: "0.32.0", from: "requirements.txt" },
  pins: [],
  checks,
  environment: { environments: [], tool: "0.1.0" },
  timings: { totalMs: 1, stages: [] },
  notes: [],
};

function outputsOf(value: Report, places: Parameters<typeof reportOutputs>[1]): Record<string, string> {
  const outputs: [OutputName, string][] = [];
  reportOutputs(value, places, (name, text) => outputs.push([name, text]));
  expect(outputs.map(([name]) => name)).toEqual([...OUTPUT_NAMES]);
  return Object.fromEntries(outputs);
}

describe("reportOutputs", () => {
  it("sets every output", () => {
    const places = {
      reportPath: "/t/report.json",
      sarifPath: "/t/code.sarif",
      rollback: { patch: "/t/rollback.patch", requirements: "/t/rollback-requirements.txt" },
      commentUrl: "https://github.com/o/r/pull/7#c",
    };
    expect(outputsOf(report, places)).toEqual({
      verdict: "fail",
      "current-version": "0.31.0",
      "target-version": "0.32.0",
      findings: "3",
      "report-path": "/t/report.json",
      "sarif-path": "/t/code.sarif",
      "rollback-patch": "/t/rollback.patch",
      "rollback-requirements": "/t/rollback-requirements.txt",
      "comment-url": "https://github.com/o/r/pull/7#c",
    });
  });

  it.each(["===`id`", "===$IFS", ">=0.99", "latest"])("does not take %s for a version", (version) => {
    const outputs = outputsOf({ ...report, target: { version, from: "requirements.txt:1" } }, {});
    expect(outputs).toMatchObject({ "current-version": "0.31.0", "target-version": "" });
  });

  it("sets empty text for what there is not", () => {
    const { current: _, target: __, ...rest } = report;
    expect(outputsOf({ ...rest, verdict: "not-applicable", checks: [] }, {})).toEqual({
      verdict: "not-applicable",
      "current-version": "",
      "target-version": "",
      findings: "0",
      "report-path": "",
      "sarif-path": "",
      "rollback-patch": "",
      "rollback-requirements": "",
      "comment-url": "",
    });
  });
});
