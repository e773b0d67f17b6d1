import { describe, expect, it } from "vitest";
import { applySuppressions } from "../../../src/checks/suppression/apply.ts";
import { readHashComments } from "../../../src/checks/suppression/hash-comments.ts";

const covered = (path: string, ...lines: readonly string[]) =>
  readHashComments(path, lines.join("\n")).suppressions.map(({ rule, covers: { line, endLine } }) => [
    rule,
    line,
    endLine,
  ]);

describe("a suppression in a configuration file's comment", () => {
  it("is about its own line, or about the next one that is more than a comment", () => {
    expect(
      covered(
        "deploy/serve.yaml",
        "args:",
        "  - --model  # vllm-upgrade-check: ignore[import-gone] we know",
        "  # vllm-upgrade-check: ignore[attribute-gone] we know",
        "  # and say it",
        "  - --swap-space=4",
      ),
    ).toEqual([
      ["import-gone", 2, undefined],
      ["attribute-gone", 5, undefined],
    ]);
  });

  it("is about the whole of a command that goes on over several lines", () => {
    const text = [
      "# vllm-upgrade-check: ignore[import-gone] kept for the old image",
      "vllm serve m \\",
      "  --swap-space 4 \\",
      "  --dtype auto",
      "echo done",
    ].join("\n");
    const { suppressions: comments } = readHashComments("run.sh", text);
    const finding = (line: number) =>
      ({ rule: "import-gone", severity: "error", message: "gone", path: "run.sh", line }) as const;
    const { findings, suppressed } = applySuppressions(
      [finding(3), finding(4), finding(5)],
      { configured: [], comments, today: "2026-11-24" },
      { check: "code", files: ["run.sh"] },
    );
    expect(suppressed.map((one) => one.finding.line)).toEqual([3, 4]);
    expect(findings.filter(({ rule }) => rule === "import-gone").map(({ line }) => line)).toEqual([5]);
    expect(findings.some(({ rule }) => rule === "suppression-stale")).toBe(false);
  });

  it("is none in a format without such comments, nor beside a word", () => {
    expect(covered("dash.json", '{"a": "# vllm-upgrade-check: ignore[import-gone] x"}')).toEqual([]);
    expect(covered("run.sh", "echo a#vllm-upgrade-check: ignore[import-gone] x")).toEqual([]);
  });

  it("is said to be wrong where it is", () => {
    const { invalid } = readHashComments(".env", "VLLM_USE_V1=0 # vllm-upgrade-check: ignore[import-gone]");
    expect(invalid).toMatchObject([{ rule: "suppression-invalid", path: ".env", line: 1, column: 15 }]);
  });
});
