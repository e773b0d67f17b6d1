import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { CHECK_IDS } from "../../src/checks/result.ts";
import { RULES } from "../../src/checks/rules.ts";
import { renderJson } from "../../src/reporters/json.ts";
import { withoutCredentials } from "../../src/url-text.ts";
import { hostileReport, passReport, SAMPLES, wrongTokensReport } from "../support/report-samples.ts";
import { CODE_SAMPLES } from "../support/samples-code.ts";
import { CONFIGURATION_SAMPLES } from "../support/samples-configuration.ts";

const schema = JSON.parse(readFileSync(new URL("../../schema/report.schema.json", import.meta.url), "utf8"));
const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
const validate = ajv.compile(schema);

describe("the JSON report", () => {
  it.each(Object.entries({ ...SAMPLES, ...CODE_SAMPLES, ...CONFIGURATION_SAMPLES }))(
    "is what its schema says: %s",
    (_, sample) => {
      validate(JSON.parse(renderJson(sample())));
      expect(validate.errors).toBeNull();
    },
  );

  it("has a schema that says something", () => {
    const report = JSON.parse(renderJson(passReport()));
    for (const broken of [
      { ...report, verdict: "passed" },
      { ...report, rollback: undefined },
      { ...report, checks: [] },
      { ...report, extra: 1 },
      { ...report, checks: [{ ...report.checks[0], id: "unknown" }] },
      { ...report, checks: [{ ...report.checks[0], target: { status: "failed", durationMs: 1, summary: "x" } }] },
      { ...report, pins: [{ ...report.pins[0], line: 0 }] },
    ]) {
      expect(validate(JSON.parse(JSON.stringify(broken)))).toBe(false);
    }
  });

  it("has a schema that names the checks there are, and rule ids as they are", () => {
    expect(schema.$defs.check.properties.id.enum).toEqual([...CHECK_IDS]);
    const pattern = new RegExp(schema.$defs.finding.properties.rule.pattern);
    expect(Object.keys(RULES).filter((rule) => !pattern.test(rule))).toEqual([]);
  });

  it("has its fields in one order, however the report was put together", () => {
    const report = wrongTokensReport();
    const turned = Object.fromEntries(Object.entries(report).reverse()) as unknown as typeof report;
    expect(renderJson(turned)).toBe(renderJson(report));
    expect(Object.keys(JSON.parse(renderJson(report)))).toEqual([
      "schemaVersion",
      "verdict",
      "reason",
      "current",
      "target",
      "path",
      "pins",
      "checks",
      "rollback",
      "environment",
      "timings",
      "notes",
    ]);
    expect(Object.keys(JSON.parse(renderJson(report)).checks[0])).toEqual([
      "id",
      "title",
      "status",
      "comparison",
      "blocks",
      "summary",
      "durationMs",
      "findings",
      "current",
      "target",
    ]);
  });

  it("tells both sides of each check", () => {
    const { checks } = JSON.parse(renderJson(wrongTokensReport()));
    const inference = checks.find(({ id }: { id: string }) => id === "inference");
    expect(inference).toMatchObject({
      comparison: "regressed",
      current: { status: "passed" },
      target: { status: "failed" },
    });
  });

  it("can be printed: the values are whole, but for passwords, and nothing acts on a terminal or a log", () => {
    const report = hostileReport();
    const text = renderJson(report);
    expect(text).not.toMatch(/(?!\n)\p{Cc}|\p{Default_Ignorable_Code_Point}|^\s*::|##\[/mu);
    expect(text).not.toContain("secret");
    expect(JSON.parse(text).notes[0]).toBe(withoutCredentials(report.notes[0] ?? ""));
    expect(text.endsWith("}\n")).toBe(true);
  });
});
