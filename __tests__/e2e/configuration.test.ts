import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/checks/finding.ts";
import type { Report } from "../../src/report/report.ts";

const cli = join(import.meta.dirname, "../../dist/cli.js");
const fixtures = join(import.meta.dirname, "../fixtures/configuration");

/** `expected.json` of a fixture: the step, and everything in the repository that alarms on it. */
interface Expected {
  readonly from: string;
  readonly to: string;
  readonly findings: readonly {
    readonly path: string;
    readonly line: number;
    readonly rule: string;
    readonly silent: boolean;
  }[];
}

const told = ({ path, line, rule, silent }: Expected["findings"][number]) =>
  `${path}:${line} ${rule}${silent ? " silent" : ""}`;

describe("what breaks in the configuration of a repository, and nothing else", () => {
  it.each(readdirSync(fixtures).sort())("%s", (name) => {
    const root = join(fixtures, name);
    const expected: Expected = JSON.parse(readFileSync(join(root, "expected.json"), "utf8"));
    const step = ["--from", expected.from, "--to", expected.to];
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [cli, "--root", root, ...step, "--checks", "configuration", "--format", "json"],
      { encoding: "utf8" },
    );
    expect([0, 1], stderr).toContain(status);
    const report: Report = JSON.parse(stdout);
    const findings = report.checks.find(({ id }) => id === "configuration")?.findings ?? [];
    const alarms = findings.filter(({ severity }) => severity !== "information");
    expect(alarms.map(asExpected).map(told).sort()).toEqual(expected.findings.map(told).sort());
  });
});

function asExpected({ path = "", line = 0, rule, data }: Finding): Expected["findings"][number] {
  return { path, line, rule, silent: data?.["silent"] === true };
}
