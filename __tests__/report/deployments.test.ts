import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/checks/finding.ts";
import { annotationsOf } from "../../src/report/annotations.ts";
import { deploymentFacts } from "../../src/report/deployment-facts.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import type { Report } from "../../src/report/report.ts";
import { renderJson } from "../../src/reporters/json.ts";
import { renderTerminal } from "../../src/reporters/terminal.ts";
import { checkResult, cleanChecks, passed, reportOf } from "../support/report-samples.ts";
import { side } from "../support/samples-checks.ts";
import { pin } from "../support/samples-pins.ts";

const image = (file: string, version: string) => pin({ file, version, format: "dockerfile", role: "image" });
const CURRENT = side("current", { pins: [pin(), image("a/Dockerfile", "0.30.0"), image("b/Dockerfile", "0.9.2")] });
const TARGET = side("target", {
  pins: [
    pin({ version: "0.32.0" }),
    image("a/Dockerfile", "0.32.0"),
    image("b/Dockerfile", "0.9.2"),
    pin({ file: "c/requirements.txt", specifier: "", reference: { kind: "unpinned" } }),
  ],
});
const DEPLOYMENTS = deploymentFacts(CURRENT, { ...TARGET, pins: TARGET.pins });

const LEFT: Finding = {
  rule: "leftover-version",
  severity: "information",
  message: "README.md:20 still says ==0.31.0.",
  path: "README.md",
  line: 20,
  data: { subject: "README.md", specifier: "==0.31.0" },
  suggestion: "vllm==0.32.0",
};

function report(findings: readonly Finding[], deployments = DEPLOYMENTS): Report {
  const pins = { ...checkResult("pins", passed("1 pin.")), findings };
  return reportOf(cleanChecks({ pins }), { deployments });
}

describe("the repository's deployments", () => {
  it("are the checked one first, then those that move too, then the others with what they stand at", () => {
    expect(DEPLOYMENTS.map(({ name, state, versions }) => [name, state, ...versions])).toEqual([
      ["requirements.txt", "checked", "0.32.0"],
      ["a/Dockerfile", "moved", "0.32.0"],
      ["c/requirements.txt", "moved", "no version"],
      ["b/Dockerfile", "other", "0.9.2"],
    ]);
  });

  it("are named in the comment: the checked one in the headline, the others folded", () => {
    const text = renderMarkdown(report([]), { links: { file: (path) => `https://x/${path}` } });
    expect(text).toContain("about `requirements.txt`, 1 of 4 deployments");
    expect(text).toContain("<summary>3 other deployments</summary>");
    expect(text).toContain("| `a/Dockerfile` (moves too) | 0.32.0 | [`a/Dockerfile:1`](https://x/a/Dockerfile) |");
    expect(text).toContain("| `b/Dockerfile` | 0.9.2 |");
  });

  it("are not spoken of where there is one", () => {
    for (const deployments of [DEPLOYMENTS.slice(0, 1), []]) {
      expect(renderMarkdown(report([], deployments))).not.toContain("deployment");
      expect(renderTerminal(report([], deployments))).not.toContain("deployment");
    }
  });

  it("are in the JSON report and on the terminal", () => {
    const schema = JSON.parse(readFileSync(new URL("../../schema/report.schema.json", import.meta.url), "utf8"));
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
    validate(JSON.parse(renderJson(report([LEFT]))));
    expect(validate.errors).toBeNull();
    const text = renderTerminal(report([LEFT]));
    expect(text).toContain("Checked: requirements.txt; 3 other deployments\n  a/Dockerfile: 0.32.0 (moves too)\n");
  });
});

describe("places that a move left behind", () => {
  it("are folded, with what to write, and not among the findings", () => {
    const text = renderMarkdown(report([LEFT]));
    expect(text).toContain("<summary>1 place still names vLLM 0.31.0</summary>");
    expect(text).toContain("- `README.md:20`: `==0.31.0`; write `vllm==0.32.0`");
    expect(text).not.toContain("### Findings");
    expect(renderTerminal(report([LEFT, LEFT]))).toContain(
      "2 places still name vLLM 0.31.0\n  README.md:20: ==0.31.0 → vllm==0.32.0\n",
    );
  });

  it("are annotated only where they alarm: the other files are not in the change", () => {
    expect(annotationsOf(report([LEFT]))).toEqual([]);
    const beside: Finding = { ...LEFT, severity: "warning" };
    expect(annotationsOf(report([beside]))).toMatchObject([{ level: "warning", file: "README.md", line: 20 }]);
    expect(renderMarkdown(report([beside]))).toContain("### Findings");
  });

  it("give way where the comment would be too long", () => {
    const many = Array.from({ length: 2000 }, (_, line) => ({ ...LEFT, line: line + 1 }));
    const text = renderMarkdown(report(many));
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).toContain("2000 leftovers");
  });
});
