import officialSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv, type AnySchema } from "ajv";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/checks/finding.ts";
import { RULES } from "../../src/checks/rules.ts";
import type { SuppressedFinding } from "../../src/checks/suppression/suppression.ts";
import type { Report } from "../../src/report/report.ts";
import { MOST_RESULTS } from "../../src/report/sarif/limits.ts";
import { type SarifOptions, sarifOf } from "../../src/report/sarif.ts";
import { renderSarif } from "../../src/reporters/sarif.ts";
import {
  checkResult,
  cleanChecks,
  failed,
  passed,
  reportOf,
  SAMPLES,
  wrongTokensReport,
} from "../support/report-samples.ts";
import { commented, configured, gone } from "../support/samples-suppressions.ts";

// The schema is of JSON Schema draft 4, of whose own words it uses only `id`.
const { $schema: _, id: __, ...draft7 } = officialSchema as Record<string, unknown>;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
ajv.addFormat("uri", (text) => URL.canParse(text));
ajv.addFormat("uri-reference", (text) => URL.canParse(text, "file:///r/") && !/[\s"<>\\^`{|}]/.test(text));
ajv.addFormat("date-time", (text) => !Number.isNaN(Date.parse(text)));
const validate = ajv.compile(draft7 as AnySchema);

const LINKS = {
  home: "https://github.com/o/c/tree/v1",
  rule: (rule: string) => `https://github.com/o/c/blob/v1/docs/rules/${rule}.md`,
};
const LISTED: SarifOptions = { suppressed: "listed" };

function codeReport(findings: readonly [Finding, ...Finding[]], suppressed: readonly SuppressedFinding[] = []): Report {
  const code = checkResult("code", failed("It breaks.", findings), passed("The base."));
  return reportOf(cleanChecks({ code: { ...code, ...(suppressed.length === 0 ? {} : { suppressed }) } }));
}

function runOf(report: Report, options: SarifOptions = LISTED) {
  const log = sarifOf(report, options);
  validate(JSON.parse(renderSarif(report, options)));
  expect(validate.errors).toBeNull();
  return log.runs[0];
}

describe("the SARIF log", () => {
  it.each(Object.entries(SAMPLES))("is what the standard's schema says: %s", (_, sample) => {
    expect(runOf(sample(), { ...LISTED, folder: "services/chat", links: LINKS }).results.length).toBeLessThan(
      MOST_RESULTS + 1,
    );
    runOf(sample(), { suppressed: "left-out" });
  });

  it("is held to that schema", () => {
    const log = JSON.parse(renderSarif(codeReport([gone("a.py", 1)]), LISTED));
    log.runs[0].results[0].level = "information";
    expect(validate(log)).toBe(false);
  });

  it("names the tool and every rule, with its page where that is known", () => {
    const { driver } = runOf(codeReport([gone("a.py", 1)]), { ...LISTED, links: LINKS }).tool;
    expect(driver).toMatchObject({ name: "vllm-upgrade-check", semanticVersion: "0.1.0", informationUri: LINKS.home });
    expect(driver.rules.map(({ id }) => id)).toEqual(Object.keys(RULES));
    expect(driver.rules.find(({ id }) => id === "deprecated-on-target")).toMatchObject({
      shortDescription: { text: RULES["deprecated-on-target"].title },
      helpUri: LINKS.rule("deprecated-on-target"),
      defaultConfiguration: { level: "note" },
      properties: { tags: ["vllm", "upgrade", "code"], "problem.severity": "recommendation" },
    });
    expect(runOf(codeReport([gone("a.py", 1)])).tool.driver.rules[0]).not.toHaveProperty("helpUri");
  });

  it("places findings from the repository's root, in percent-encoded segments and UTF-16 columns", () => {
    const run = runOf(codeReport([gone("src/a b#é%:.py", 3)]), { ...LISTED, folder: "services/chat" });
    expect(run.columnKind).toBe("utf16CodeUnits");
    expect(run.automationDetails.id).toBe("vllm-upgrade-check/services/chat/");
    const [result] = run.results;
    expect(result).toMatchObject({
      ruleId: "import-gone",
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "services/chat/src/a%20b%23%C3%A9%25%3A.py", uriBaseId: "%SRCROOT%" },
            region: { startLine: 3, startColumn: 6, endLine: 3, endColumn: 22 },
          },
        },
      ],
    });
    expect(run.tool.driver.rules[result?.ruleIndex ?? -1]?.id).toBe("import-gone");
  });

  it("puts errors first, and calls an error that does not block a warning", () => {
    const run = runOf(
      codeReport([
        gone("a.py", 1, { severity: "information" }),
        gone("a.py", 2, { severity: "warning" }),
        gone("a.py", 3),
      ]),
    );
    expect(run.results.map(({ level }) => level)).toEqual(["error", "warning", "note"]);
    const still = wrongTokensReport();
    const pip = sarifOf(still, LISTED).runs[0].results.find(({ ruleId }) => ruleId === "pip-check");
    expect(pip?.level).toBe("warning");
  });

  it("puts what has no place at the pin that moves, and without a pin among the notifications", () => {
    const { path: _, line: __, column: ___, endLine: ____, endColumn: _____, ...nowhere } = gone("a.py", 1);
    const report = codeReport([nowhere]);
    expect(runOf(report).results[0]?.locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: "requirements.txt" },
      region: { startLine: 3 },
    });
    const run = runOf({ ...report, pins: [] });
    expect(run.results).toEqual([]);
    expect(run.invocations[0].toolExecutionNotifications).toContainEqual({
      level: "error",
      message: { text: "vllm.lora.models is gone." },
      associatedRule: { id: "import-gone", index: Object.keys(RULES).indexOf("import-gone") },
    });
  });

  it("gives a file its first line, and no column where none is known", () => {
    const { line: _, column: __, endLine: ___, endColumn: ____, ...file } = gone("a.py", 1);
    const { column: _____, endColumn: ______, ...line } = gone("b.py", 4);
    const regions = runOf(codeReport([file, line])).results.map(
      ({ locations }) => locations[0].physicalLocation.region,
    );
    expect(regions).toEqual([{ startLine: 1 }, { startLine: 4 }]);
  });

  it("knows a finding again when its line moves, and tells two of the same apart", () => {
    const prints = (findings: readonly [Finding, ...Finding[]]) =>
      runOf(codeReport(findings)).results.map(({ partialFingerprints }) => partialFingerprints["vllmUpgradeCheck/v1"]);
    const [before] = prints([gone("a.py", 1)]);
    expect(before).toMatch(/^[0-9a-f]{32}:1$/);
    expect(prints([gone("a.py", 70)])).toEqual([before]);
    const [first, second] = prints([gone("a.py", 1), gone("a.py", 9)]);
    expect(first).toBe(before);
    expect(second).toBe(before?.replace(":1", ":2"));
    for (const other of [
      gone("b.py", 1),
      gone("a.py", 1, { data: { subject: "x" } }),
      gone("a.py", 1, { rule: "attribute-gone" }),
    ])
      expect(prints([other])).not.toContain(before);
  });

  it("offers a suggestion as a fix of the whole line", () => {
    const run = runOf(codeReport([gone("a.py", 7, { suggestion: "    from vllm.x import [Y](z)" })]));
    expect(run.results[0]?.fixes).toEqual([
      {
        description: { text: "Write instead: from vllm.x import [Y] (z)" },
        artifactChanges: [
          {
            artifactLocation: { uri: "a.py", uriBaseId: "%SRCROOT%" },
            replacements: [
              { deletedRegion: { startLine: 7 }, insertedContent: { text: "    from vllm.x import [Y](z)" } },
            ],
          },
        ],
      },
    ]);
  });

  it("lists suppressed findings with their reason, or only counts them", () => {
    const report = codeReport(
      [gone("a.py", 1)],
      [
        { finding: gone("a.py", 2), suppression: commented("a.py", 2, { until: "2027-01-31" }) },
        { finding: gone("a.py", 3), suppression: configured() },
      ],
    );
    expect(runOf(report).results.map(({ level, suppressions }) => [level, suppressions])).toEqual([
      ["error", []],
      [
        "error",
        [
          {
            kind: "inSource",
            status: "accepted",
            justification: "Not used.",
            location: expect.objectContaining({}),
            properties: { until: "2027-01-31" },
          },
        ],
      ],
      ["error", [expect.objectContaining({ kind: "external", justification: "Not used." })]],
    ]);
    const left = runOf(report, { suppressed: "left-out" });
    expect(left.results).toHaveLength(1);
    expect(left.results[0]).not.toHaveProperty("suppressions");
    expect(left.invocations[0].toolExecutionNotifications).toContainEqual({
      level: "note",
      message: { text: "2 findings suppressed: they are in the JSON report." },
    });
  });

  it.each([
    ["inconclusive", false, 2],
    ["fail", true, 1],
    ["pass", true, 0],
  ] as const)("says whether the run could tell: %s", (verdict, executionSuccessful, exitCode) => {
    const [invocation] = runOf({ ...codeReport([gone("a.py", 1)]), verdict }).invocations;
    expect(invocation).toMatchObject({ executionSuccessful, exitCode });
  });

  it("makes no link of what the repository says", () => {
    const finding = gone("a.py", 1, { message: "[click](https://evil.example) \u001b[31m\u202e" });
    expect(runOf(codeReport([finding])).results[0]?.message.text).toBe("[click] (https://evil.example)");
  });

  it("stays within GitHub's limits, keeps the gravest, and says how many are left out", () => {
    const many = Array.from({ length: MOST_RESULTS + 10 }, (_, line) =>
      gone("a.py", line + 1, { severity: "warning" }),
    );
    const short = sarifOf(codeReport([gone("a.py", 1, { severity: "warning" }), ...many, gone("z.py", 1)]), LISTED);
    const [{ results, invocations }] = short.runs;
    expect(results[0]?.level).toBe("error");
    expect(Buffer.byteLength(JSON.stringify(results))).toBeLessThan(10_000_000);
    const left = MOST_RESULTS + 12 - results.length;
    expect(left).toBeGreaterThan(10);
    expect(invocations[0].toolExecutionNotifications).toContainEqual({
      level: "warning",
      message: { text: `${left} more results left out: all are in the JSON report.` },
    });
  });
});
