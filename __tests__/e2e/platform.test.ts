import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/checks/finding.ts";
import type { Comparison } from "../../src/checks/outcome.ts";
import type { Report } from "../../src/report/report.ts";

const cli = join(import.meta.dirname, "../../dist/cli.js");
const fixtures = join(import.meta.dirname, "../fixtures/platform");

/** `expected.json` of a fixture: a step between two real releases, and all that is found of it. */
interface Expected {
  readonly from: string;
  readonly to: string;
  readonly findings: readonly Pick<Finding, "path" | "line" | "rule" | "severity">[];
  readonly comparison: Comparison;
}

const told = ({ path, line, rule, severity }: Expected["findings"][number]) => `${path}:${line} ${rule} ${severity}`;

describe("the platform of a repository, on real releases", () => {
  it.each(readdirSync(fixtures).sort())("%s", (name) => {
    const root = join(fixtures, name);
    const expected: Expected = JSON.parse(readFileSync(join(root, "expected.json"), "utf8"));
    const step = ["--from", expected.from, "--to", expected.to, "--python", "3.12"];
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [cli, "--root", root, ...step, "--checks", "platform", "--format", "json"],
      { encoding: "utf8" },
    );
    expect(stdout, stderr).not.toBe("");
    const report: Report = JSON.parse(stdout);
    const check = report.checks.find(({ id }) => id === "platform");
    expect(check?.comparison, check?.summary).toBe(expected.comparison);
    expect(check?.findings.map(told).sort()).toEqual(expected.findings.map(told).sort());
  });
});
