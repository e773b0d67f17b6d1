import { describe, expect, it } from "vitest";
import { columns, wrap } from "../../src/report/terminal/style.ts";
import { renderTerminal } from "../../src/reporters/terminal.ts";
import {
  conflictReport,
  hostileReport,
  hugeReport,
  inconclusiveReport,
  notApplicableReport,
  passReport,
  SAMPLES,
  staticReport,
} from "../support/report-samples.ts";
import { CODE_SAMPLES, codeReport, hostileCodeReport, hugeCodeReport } from "../support/samples-code.ts";
import { CONFIGURATION_SAMPLES, configurationReport } from "../support/samples-configuration.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences.
const COLOURS = /\u001B\[\d+m/g;

describe("the terminal", () => {
  it.each([
    ["pass", passReport],
    ["conflict", conflictReport],
    ["inconclusive", inconclusiveReport],
    ["not-applicable", notApplicableReport],
    ["code", codeReport],
    ["configuration", () => configurationReport()],
  ])("shows the report as written down: %s", async (name, sample) => {
    await expect(renderTerminal(sample())).toMatchFileSnapshot(`terminal/${name}.txt`);
  });

  it.each(Object.entries({ ...SAMPLES, ...CODE_SAMPLES, ...CONFIGURATION_SAMPLES }))(
    "has colours only when asked for, and only colours: %s",
    (_, sample) => {
      const report = sample();
      expect(renderTerminal(report)).not.toMatch(/(?!\n)\p{Cc}/u);
      expect(renderTerminal(report, { color: true }).replace(COLOURS, "")).toBe(renderTerminal(report));
    },
  );

  it("paints the verdict and what blocks", () => {
    const text = renderTerminal(conflictReport(), { color: true });
    expect(text).toContain("\u001B[31m✗ Do not merge yet\u001B[39m");
    expect(text).toContain("\u001B[31mregressed\u001B[39m");
    expect(renderTerminal(passReport(), { color: true })).toContain("\u001B[32m✓ Safe to merge\u001B[39m");
  });

  it("aligns the table's columns", () => {
    for (const sample of [passReport, conflictReport, inconclusiveReport]) {
      const table = renderTerminal(sample(), { width: 140 }).split("\n\n")[1]?.split("\n") ?? [];
      const at = table[0]?.indexOf("what was seen") ?? 0;
      expect(at).toBeGreaterThan(40);
      for (const line of table.slice(1)) expect(line.slice(at - 2, at + 1)).toMatch(/^ {2}\S|^ {2} /);
    }
  });

  it.each([60, 80, 100])("keeps prose within %d columns", (width) => {
    const lines = renderTerminal(conflictReport(), { width }).split("\n");
    // Commands, diffs and quoted output stay as they are; so do a finding's place and rule, to be copied.
    const prose = lines.filter((line) => !/^ {2}(?:\$|│|[-+@ ])|\]$/.test(line) && !line.includes("·"));
    for (const line of prose) expect(columns(line), line).toBeLessThanOrEqual(width);
  });

  it("is no place to plant a command, an escape or a password", () => {
    for (const width of [40, 57, 80, 120]) {
      for (const report of [hostileReport(), hostileCodeReport()]) {
        const text = renderTerminal(report, { width });
        expect(text).not.toMatch(/^\s*::|##\[/m);
        expect(text).not.toMatch(/\p{Default_Ignorable_Code_Point}|secret/u);
      }
    }
  });

  it("does not print without end", () => {
    const lines = renderTerminal(hugeReport()).split("\n");
    expect(lines.some((line) => /… \d+ more: --format json lists them all/.test(line))).toBe(true);
    expect(lines.length).toBeLessThan(700);
    expect(renderTerminal(hugeCodeReport()).split("\n").length).toBeLessThan(500);
  });

  it("puts what breaks the code in columns, or below its place where there is no room beside it", () => {
    const code = (width: number) => renderTerminal(codeReport(), { width }).split("\n\n")[2]?.split("\n") ?? [];
    expect(code(120)[1]).toMatch(/^app\/serve\.py:8:1 {2}error {4}`get_open_port` is gone/);
    const at = code(120)[4]?.indexOf("`Guided");
    expect(code(120)[6]?.slice(at)).toBe("write instead: from vllm.sampling_params import StructuredOutputsParams");
    expect(code(60)).toContain("app/training/rollout.py:27:5    error");
    for (const line of code(60).filter((one) => !one.includes("write instead")))
      expect(columns(line)).toBeLessThanOrEqual(75);
  });

  it("never claims more than the reason", () => {
    expect(renderTerminal(staticReport())).toMatch(
      /^✓ No problem found in what was checked: vLLM 0\.31\.0 → 0\.32\.0\n/,
    );
  });
});

describe("a line", () => {
  it("is as wide as its characters", () => {
    expect(columns("abc")).toBe(3);
    expect(columns("日本✅")).toBe(6);
    expect(columns("e\u0301")).toBe(1);
  });

  it("breaks at spaces and keeps long words whole", () => {
    expect(wrap("aa bb cc", 5)).toEqual(["aa bb", "cc"]);
    expect(wrap("a/very/long/path b", 5)).toEqual(["a/very/long/path", "b"]);
    expect(wrap("", 5)).toEqual([""]);
  });
});
