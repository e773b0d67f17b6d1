import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Finding } from "../../src/checks/finding.ts";
import type { Report } from "../../src/report/report.ts";

const cli = join(import.meta.dirname, "../../dist/cli.js");
const fixture = join(import.meta.dirname, "../fixtures/code/serving");

/** Every line that says `# breaks[rule]` (error) or `# quiet[rule]` (information), in the form of `told`. */
function expected(): string[] {
  const files = readdirSync(fixture, { recursive: true, encoding: "utf8" }).filter((path) =>
    /\.(py|md|ipynb)$/.test(path),
  );
  return files.flatMap((path) =>
    readFileSync(join(fixture, path), "utf8")
      .split("\n")
      .flatMap((line, index) => {
        const [, kind, rule] = /# (breaks|quiet)\[([\w-]+)\]/.exec(line) ?? [];
        const severity = kind === "breaks" ? "error" : "information";
        return rule === undefined ? [] : [`${path.replaceAll("\\", "/")}:${index + 1} ${severity} ${rule}`];
      }),
  );
}

const told = ({ path, line, severity, rule }: Finding) => `${path}:${line} ${severity} ${rule}`;

it("finds every line that 0.11.0 → 0.12.0 breaks in a repository that tries to hide it, and nothing else", () => {
  const args = ["--root", fixture, "--from", "0.11.0", "--to", "0.12.0", "--checks", "code", "--format", "json"];
  const { stdout, stderr, status } = spawnSync(process.execPath, [cli, ...args], { encoding: "utf8" });
  expect(status, stderr).toBe(1);
  const report: Report = JSON.parse(stdout);
  const code = report.checks.find(({ id }) => id === "code");
  expect(code?.findings.map(told).sort()).toEqual(expected().sort());
  expect(code?.excluded?.map(({ path, why }) => `${path}: ${why}`)).toEqual([
    "tests/vllm_0_8/test_old.py: its path names vLLM 0.8",
    "third_party/vllm_fork/llm.py: it is a vendored copy (third_party/)",
  ]);
  // The JSON report has each suppressed finding's own fields beside the suppression.
  const suppressed = code?.suppressed as unknown as readonly Finding[] | undefined;
  expect(suppressed?.map(told)).toEqual(["app/suppressed.py:1 error import-gone"]);
});
