import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Report } from "../../src/report/report.ts";

const cli = join(import.meta.dirname, "../../dist/cli.js");

it("tells that lm-eval 0.4.8 gives its prompts under a keyword that 0.12.0 does not have", () => {
  const root = mkdtempSync(join(tmpdir(), "third-party-code-"));
  try {
    writeFileSync(join(root, "requirements.txt"), "vllm==0.12.0\nlm-eval==0.4.8\n");
    spawnSync("git", ["init", "-q", root]);
    const checks = "pins,release,dependencies,code";
    const args = ["--root", root, "--from", "0.8.5", "--to", "0.12.0", "--checks", checks, "--format", "json"];
    // What a mirror on this machine has as local files is not read.
    const env = { ...process.env, PIP_CONFIG_FILE: "/dev/null" };
    const { stdout, stderr, status } = spawnSync(process.execPath, [cli, ...args], { encoding: "utf8", env });
    expect(status, stderr).toBe(0);
    const report: Report = JSON.parse(stdout);
    const dependencies = report.checks.find(({ id }) => id === "dependencies");
    expect(dependencies?.summary).toContain("the code was compared: lm-eval.");
    expect(dependencies?.findings).toMatchObject([
      {
        rule: "third-party-breaks",
        severity: "warning",
        message: expect.stringContaining(
          "lm-eval 0.4.8 does not fit vLLM 0.12.0 (lm_eval/models/vllm_causallms.py:257",
        ),
        path: "requirements.txt",
        line: 2,
      },
    ]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
