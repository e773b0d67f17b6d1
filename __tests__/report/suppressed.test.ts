import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { SuppressedFinding } from "../../src/checks/suppression/suppression.ts";
import { annotationsOf } from "../../src/report/annotations.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import type { Report } from "../../src/report/report.ts";
import { renderJson } from "../../src/reporters/json.ts";
import { renderTerminal } from "../../src/reporters/terminal.ts";
import { checkResult, cleanChecks, passed, reportOf } from "../support/report-samples.ts";
import { commented, configured, gone } from "../support/samples-suppressions.ts";

const TWO: readonly SuppressedFinding[] = [
  { finding: gone("src/app.py", 3), suppression: commented("src/app.py", 3, { until: "2027-01-31" }) },
  { finding: gone("tests/old.py", 9), suppression: configured({ reason: "Run on 0.31 only." }) },
];

function reportWith(suppressed: readonly SuppressedFinding[]): Report {
  const pins = { ...checkResult("pins", passed("1 pin in 1 file. 2 findings suppressed.")), suppressed };
  return reportOf(cleanChecks({ pins }).filter(({ id }) => id !== "code"));
}

describe("suppressed findings", () => {
  it("are in the JSON report, with who decided so", () => {
    const schema = JSON.parse(readFileSync(new URL("../../schema/report.schema.json", import.meta.url), "utf8"));
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
    const json = JSON.parse(renderJson(reportWith(TWO)));
    validate(json);
    expect(validate.errors).toBeNull();
    expect(json.checks[0].suppressed).toEqual([
      {
        ...gone("src/app.py", 3),
        suppression: { kind: "comment", reason: "Not used.", until: "2027-01-31", path: "src/app.py", line: 3 },
      },
      {
        ...gone("tests/old.py", 9),
        suppression: { kind: "configuration", reason: "Run on 0.31 only.", path: "vllm-upgrade-check.yml", line: 2 },
      },
    ]);
    json.checks[0].suppressed[0].suppression.reason = "";
    expect(validate(json)).toBe(false);
    expect(JSON.parse(renderJson(reportWith([]))).checks[1]).not.toHaveProperty("suppressed");
  });

  it("are counted in the comment, with the list folded, and are not among the findings", () => {
    const links = { file: (path: string, line?: number) => `https://x/${path}#L${line}` };
    const text = renderMarkdown(reportWith(TWO), { links });
    expect(text).not.toContain("### Findings");
    expect(text).toContain("<summary>2 findings suppressed</summary>");
    expect(text).toContain(
      "- **An import is gone** at [`src/app.py:3`](https://x/src/app.py#L3): vllm.lora.models is gone.",
    );
    expect(text).toContain("Suppressed by [`src/app.py:3`](https://x/src/app.py#L3), until 2027-01-31: Not used.");
    expect(text).toContain("Run on 0.31 only.");
  });

  it("are a line each in a terminal", () => {
    const text = renderTerminal(reportWith(TWO));
    expect(text).toContain(
      "2 findings suppressed\n  src/app.py:3 [import-gone] Not used. (src/app.py:3, until 2027-01-31)\n  tests/old.py:9 [import-gone] ",
    );
    expect(renderTerminal(reportWith(Array(12).fill(TWO[0])))).toContain("… 2 more: --format json has them all");
  });

  it("are said in the verdict's sentence: somebody decided that, not the check", () => {
    expect(reportWith(TWO).reason).toContain("; 2 errors are suppressed");
  });

  it("make no annotation", () => {
    expect(annotationsOf(reportWith(TWO))).toEqual([]);
  });

  it("cannot break out of their fold, whatever the reason says", () => {
    const reason = "</details>\n# @octo/team <img src=x> [x](https://evil.example) ::error::no";
    const report = reportWith([{ finding: gone("a.py", 1), suppression: configured({ reason }) }]);
    const text = renderMarkdown(report);
    expect(text.match(/<\/details>/g)).toHaveLength(text.match(/<details/g)?.length ?? 0);
    expect(text).not.toMatch(/<img|\]\(https:\/\/evil|[^`]@octo\/team/);
    expect(renderTerminal(report)).not.toMatch(/^\s*::/m);
  });

  it("go before the findings when a comment is too long, and that is said", () => {
    const many = Array.from({ length: 500 }, (_, line) => ({
      finding: gone("a.py", line + 1, { message: "x".repeat(400) }),
      suppression: configured(),
    }));
    const text = renderMarkdown(reportWith(many));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/Shortened to fit: .*490 findings suppressed/);
  });
});
