import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/checks/finding.ts";
import { COMMENT_LIMIT, renderMarkdown } from "../../src/report/markdown.ts";
import { renderTerminal } from "../../src/reporters/terminal.ts";
import { failed } from "../support/report-samples.ts";
import {
  CHANGED_DEFAULTS,
  CONFIGURATION_FINDINGS,
  CONFIGURATION_SAMPLES,
  configurationFinding,
  configurationReport,
  configurationResult,
} from "../support/samples-configuration.ts";

const links = { file: (path: string, line?: number) => `https://x/${path}#${line}` };

describe("the configuration's part of the comment", () => {
  it("has a row for each thing, with all its places, and the silent ones first", () => {
    const text = renderMarkdown(configurationReport(), { links });
    const rows = text.split("\n").filter((line) => /^\| (?:❌|⚠️|ℹ️) \|/.test(line));
    expect(rows.map((row) => [row.includes("🔇"), /`(.*?)`/.exec(row)?.[1]])).toEqual([
      [true, "VLLM_USE_V1"],
      [true, "vllm:gpu_cache_usage_perc"],
      [false, "--disable-log-requests"],
      [false, "--dtype"],
      [false, "--cuda-graph-sizes"],
      [false, "--swap-space"],
    ]);
    expect(rows[2]).toContain(
      "<br>[`deploy/serve.yaml:31`](https://x/deploy/serve.yaml#31)<br>[`docker/run.sh:12`](https://x/docker/run.sh#12) |",
    );
    expect(rows[1]).toContain("(KV cache)");
    expect(rows[5]).toContain("(it stands in a document)");
    expect(text).toContain("🔇 **silent**: nothing fails when it runs.");
  });

  it("says nothing of silence where a server does not start, and is in no other part", () => {
    const [flag] = CONFIGURATION_FINDINGS;
    const text = renderMarkdown(configurationReport(configurationResult([flag], [])));
    expect(text).not.toContain("🔇");
    expect(text).not.toContain("### Findings");
    expect(text).not.toContain("Defaults that change");
  });

  it("shows edits as a diff, but those that stand at their line", () => {
    const [flag] = CONFIGURATION_FINDINGS;
    const text = renderMarkdown(configurationReport());
    expect(text).toContain(
      "@@ deploy/serve.yaml:31 @@\n-          - --disable-log-requests\n+          - --no-enable-log-requests",
    );
    expect(renderMarkdown(configurationReport(), { suggested: new Set([flag]) })).not.toContain("Write instead");
  });

  it("folds the defaults that change, and marks those that may come to the same", () => {
    const text = renderMarkdown(configurationReport());
    expect(text).toContain("<summary>Defaults that change: 3</summary>");
    expect(text).toContain("| `--gpu-memory-utilization` | `0.9` | `0.92` |  |");
    expect(text).toContain("| `--max-num-seqs` | `128` | computed | may come to the same at run time |");
  });

  it("is not red where it does not block", () => {
    const before = failed("Broken before.", CONFIGURATION_FINDINGS);
    const text = renderMarkdown(
      configurationReport(configurationResult(CONFIGURATION_FINDINGS, CHANGED_DEFAULTS, before)),
    );
    expect(text).toContain("| ⚠️ | 🔇 **silent** · **A variable of vLLM is gone**");
  });

  it("folds a long table, and counts the places of a row", () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      configurationFinding("variable-gone", `VLLM_${index}`, ["a.yaml", index + 1], `\`VLLM_${index}\` is gone.`),
    );
    const same = Array.from({ length: 70 }, (_, index) =>
      configurationFinding("flag-gone", "--x", ["b.yaml", index + 1], "`--x` is gone."),
    );
    const [first, ...rest] = [...many, ...same] as [Finding, ...Finding[]];
    const text = renderMarkdown(configurationReport(configurationResult([first, ...rest], [])));
    expect(text).toContain("<summary>16 more of them</summary>");
    expect(text).toContain("<br>`b.yaml:1`, `:2`, `:3`");
    expect(text).toContain("`:60`<br>and 10 more |");
  });

  it("folds the places of more than a few files in their row", () => {
    const places = Array.from({ length: 9 }, (_, index) =>
      configurationFinding("flag-gone", "--x", [`f${index}.yaml`, 1], "`--x` is gone."),
    );
    const [first, ...rest] = places as [Finding, ...Finding[]];
    const text = renderMarkdown(configurationReport(configurationResult([first, ...rest], [])));
    expect(text).toContain("<br>`f2.yaml:1`<details><summary>6 more places</summary>`f3.yaml:1`<br>`f4.yaml:1`");
    expect(text).toContain("<br>`f8.yaml:1`</details> |");
  });

  it("shows all things where few of them stand in thousands of places", () => {
    const many = Array.from({ length: 2000 }, (_, index) =>
      configurationFinding(
        "flag-gone",
        `--flag-${index % 50}`,
        [`charts/${"deep/".repeat(8)}values-${index % 700}.yaml`, index + 1],
        `\`--flag-${index % 50}\` is gone: \`vllm serve\` of 0.12.0 does not take it. Leave it out.`,
        { suggestion: "b", data: { before: "a" } },
      ),
    );
    const [first, ...rest] = many as [Finding, ...Finding[]];
    const file = (path: string, line?: number) =>
      `https://github.com/owner/name/blob/${"a".repeat(40)}/${path}#L${line}`;
    const text = renderMarkdown(configurationReport(configurationResult([first, ...rest], [])), { links: { file } });
    expect(text.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    for (let index = 0; index < 50; index++) expect(text).toContain(`\`--flag-${index}\` is gone`);
    expect(text).toContain("### Configuration: 2000 errors in 700 files");
    expect(text).not.toContain("of the configuration left out");
  });

  it("fits where more is found than there is room for, and says what it left out", () => {
    const text = renderMarkdown(CONFIGURATION_SAMPLES["huge configuration"]?.() ?? expect.unreachable());
    expect(text.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(text).toMatch(/> Shortened to fit: \d+ errors of the configuration, 900 warnings of the configuration/);
  });

  it("is nothing where there is nothing", () => {
    const report = configurationReport();
    const checks = report.checks.filter(({ id }) => id !== "configuration");
    expect(renderMarkdown({ ...report, checks })).not.toContain("### Configuration");
    expect(renderTerminal({ ...report, checks })).not.toContain("Configuration:");
  });

  it("names what is silent in the terminal", () => {
    const text = renderTerminal(configurationReport());
    expect(text).toMatch(/^error {4}silent: `VLLM_USE_V1` is gone[^·]+?^ {9}deploy\/serve\.yaml:44:5$/m);
    expect(text).toContain("--gpu-memory-utilization: 0.9 → 0.92\n");
  });

  it("says once in the terminal what is so in many places", () => {
    const places = Array.from({ length: 30 }, (_, index) =>
      configurationFinding("flag-gone", "--x", [`f${index % 3}.yaml`, index + 1], "`--x` is gone."),
    );
    const [first, ...rest] = places as [Finding, ...Finding[]];
    const text = renderTerminal(configurationReport(configurationResult([first, ...rest], [])));
    expect(text.split("`--x` is gone.")).toHaveLength(2);
    expect(text).toContain("\n         f0.yaml:1:5\n         f0.yaml:4:5\n");
    expect(text).toContain("\n         and 18 more\n");
  });
});
