import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { LeftOut } from "../../src/checks/outcome.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import type { Report } from "../../src/report/report.ts";
import { renderJson } from "../../src/reporters/json.ts";
import { renderTerminal } from "../../src/reporters/terminal.ts";
import { checkResult, cleanChecks, passed, reportOf } from "../support/report-samples.ts";

const THREE: readonly LeftOut[] = [
  { path: "third_party/b.py", why: "it is a vendored copy (third_party/)" },
  { path: "app/schema_pb2.py", why: "it is generated" },
  { path: "third_party/a.py", why: "it is a vendored copy (third_party/)" },
];

function reportWith(excluded: readonly LeftOut[]): Report {
  const code = checkResult("code", passed("9 of 40 Python files reach vLLM, 3 of them left out; none breaks."));
  return reportOf(cleanChecks({ code: excluded.length === 0 ? code : { ...code, excluded } }));
}

describe("files left out of the alarm", () => {
  it("are in the JSON report, with the rule that says so", () => {
    const schema = JSON.parse(readFileSync(new URL("../../schema/report.schema.json", import.meta.url), "utf8"));
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
    const codeOf = (report: Report) =>
      JSON.parse(renderJson(report)).checks.find(({ id }: { id: string }) => id === "code");
    validate(JSON.parse(renderJson(reportWith(THREE))));
    expect(validate.errors).toBeNull();
    expect(codeOf(reportWith(THREE)).excluded).toEqual(THREE);
    expect(codeOf(reportWith([]))).not.toHaveProperty("excluded");
  });

  it("are folded in the comment, by the reason", () => {
    const text = renderMarkdown(reportWith(THREE), { links: { file: (path) => `https://x/${path}` } });
    expect(text).toContain("<summary>3 files were left out of the alarm</summary>");
    const vendored = text.indexOf("it is a vendored copy (third\\_party/)");
    expect(text.slice(vendored)).toMatch(
      /^[^\n]*: \[`third_party\/a\.py`\]\(https:\/\/x\/third_party\/a\.py\), \[`third_party\/b\.py`\]/,
    );
    expect(text.indexOf("it is generated")).toBeGreaterThan(vendored);
    expect(renderMarkdown(reportWith([]))).not.toContain("left out of the alarm");
  });

  it("are cut, and counted, where the comment has no room", () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ path: `vendor/m${index}.py`, why: "it is generated" }));
    const text = renderMarkdown(reportWith(many));
    expect(text).toContain("<summary>500 files were left out of the alarm</summary>");
    expect(text).toContain("300 files left out of the alarm");
    expect(text.match(/`vendor\//g)).toHaveLength(200);
  });

  it("are counted in a terminal, and named where they were asked for", () => {
    const quiet = renderTerminal(reportWith(THREE));
    expect(quiet).toContain("3 files were left out of the alarm (named in the JSON report, and with --list-excluded)");
    expect(quiet).not.toContain("third_party/a.py");
    const named = renderTerminal(reportWith(THREE), { listExcluded: true });
    expect(named).toContain(
      [
        "3 files were left out of the alarm",
        "  third_party/a.py: it is a vendored copy (third_party/)",
        "  third_party/b.py: it is a vendored copy (third_party/)",
        "  app/schema_pb2.py: it is generated",
      ].join("\n"),
    );
    expect(renderTerminal(reportWith([]), { listExcluded: true })).not.toContain("left out of the alarm");
  });

  it("cannot break out of the list they stand in", () => {
    const hostile = renderMarkdown(
      reportWith([{ path: "a`b\n## @everyone.py", why: "it is a vendored copy (<b>x/)" }]),
    );
    expect(hostile).not.toMatch(/^## @/m);
    expect(hostile).not.toContain("<b>");
  });
});
