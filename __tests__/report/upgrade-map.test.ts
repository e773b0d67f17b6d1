import { describe, expect, it } from "vitest";
import { mapLines } from "../../src/report/map-lines.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { notApplicable } from "../../src/report/short-reports.ts";
import type { MapRow, UpgradeMap } from "../../src/report/upgrade-map.ts";
import { renderTerminal } from "../../src/reporters/terminal.ts";
import { stopwatch } from "../../src/stopwatch.ts";
import { passReport } from "../support/report-samples.ts";
import { codeReport, hostileCodeReport, hugeCodeReport, UPGRADE_MAP } from "../support/samples-code.ts";

const rows = (...errors: readonly number[]): MapRow[] =>
  errors.map((amount, index) => ({ version: `0.${index}.0`, errors: amount, warnings: 0 }));

describe("the map's lines", () => {
  it("draw every release on one scale, and something is never nothing", () => {
    const map: UpgradeMap = {
      releases: [...rows(0, 1, 500), { version: "0.3.0", unknown: "503" }],
      furthestSafe: "0.0.0",
    };
    const bars = mapLines(map, "0.2.0", 60).map((line) => (line.kind === "release" ? line.bar : "gap"));
    expect(bars).toEqual(["", "█", "█".repeat(24), ""]);
  });

  it("mark the target and the furthest safe release, be they one", () => {
    const marks = (furthestSafe: string) =>
      mapLines({ releases: rows(0, 0, 1), furthestSafe }, "0.1.0", 60).map((line) =>
        line.kind === "release" ? line.marks.join("+") : "gap",
      );
    expect(marks("0.1.0")).toEqual(["", "furthest safe+target", ""]);
    expect(marks("0.0.0")).toEqual(["furthest safe", "target", ""]);
  });

  it("are cut in the middle, around what matters", () => {
    const releases = rows(...Array.from({ length: 100 }, (_, index) => index));
    const lines = mapLines({ releases, furthestSafe: "0.30.0" }, "0.60.0", 20);
    const shown = lines.flatMap((line) => (line.kind === "release" ? [line.row.version] : []));
    expect(shown).toHaveLength(20);
    for (const version of ["0.0.0", "0.99.0", "0.29.0", "0.30.0", "0.31.0", "0.59.0", "0.60.0", "0.61.0"])
      expect(shown).toContain(version);
    const gaps = lines.flatMap((line) => (line.kind === "gap" ? [line.left] : []));
    expect(gaps).toHaveLength(3);
    expect(gaps.reduce((sum, one) => sum + one, 0)).toBe(80);
    expect(mapLines({ releases }, undefined, 60).filter(({ kind }) => kind === "gap")).toHaveLength(1);
  });
});

describe("the map in the comment", () => {
  it("is there only when it was asked for", () => {
    expect(renderMarkdown(passReport())).not.toContain("Upgrade map");
    expect(renderTerminal(passReport())).not.toContain("Upgrade map");
  });

  it.each<[string, UpgradeMap, string]>([
    [
      "a release is safe",
      UPGRADE_MAP,
      "vLLM 0.11.2 is the newest release that breaks nothing in the code or the configuration",
    ],
    ["none is", { releases: rows(1, 2) }, "every later release breaks something in the code or the configuration"],
    [
      "none is, and some are not known",
      { releases: [...rows(1), { version: "9", unknown: "x" }] },
      "every later release that could be read breaks something in the code or the configuration",
    ],
    ["there is none", { releases: [] }, "there is no later release"],
  ])("says so where %s", (_, upgradeMap, words) => {
    expect(renderMarkdown(codeReport(undefined, { upgradeMap }))).toContain(`### Upgrade map: ${words}\n`);
    expect(renderTerminal(codeReport(undefined, { upgradeMap }))).toContain(`\nUpgrade map: ${words}\n`);
  });

  it("is no chart, and is folded when it is long; the summary has both", () => {
    const comment = renderMarkdown(hugeCodeReport());
    expect(comment).not.toContain("mermaid");
    expect(comment).toContain("<summary>What each of 300 releases would break</summary>");
    expect(renderMarkdown(codeReport(), { chart: true })).toMatch(
      /```mermaid\n%%\{init: .*\}%%\nxychart-beta horizontal\n {2}title .*\n {2}x-axis \["0\.11\.1: 0", "0\.11\.2: 0", "0\.12\.0: 3", "0\.13\.0: 5", "0\.15\.0: 17"\]\n {2}y-axis 0 --> 17\n {2}bar \[0, 0, 3, 5, 17\]\n```/,
    );
  });

  it("draws no bar for a release that could not be judged: an empty one would say it is safe", () => {
    const text = renderMarkdown(codeReport(), { chart: true });
    expect(text).toContain("<sub>Without 1 release: see the table.</sub>");
    expect(text).toContain("| `0.14.0` | ? | ? | not known: the index answered 503 |  |");
  });

  it("draws nothing where every bar would be empty", () => {
    expect(
      renderMarkdown(codeReport(undefined, { upgradeMap: { releases: rows(0, 0) } }), { chart: true }),
    ).not.toContain("mermaid");
  });

  it("writes nothing into the chart that Mermaid would read", () => {
    const chart = /```mermaid\n([\s\S]*?)\n```/.exec(renderMarkdown(hostileCodeReport(), { chart: true }))?.[1] ?? "";
    expect(chart.split("\n")).toHaveLength(6);
    expect(/x-axis \[(.*)\]/.exec(chart)?.[1]).toMatch(/^"[\w.+!-]+: \d+"(?:, "[\w.+!-]+: \d+")*$/);
  });

  it("stands in a report that has nothing else to say", () => {
    const quiet = notApplicable("Every later release breaks the code.", [], { tool: "0.1.0", watch: stopwatch() });
    const report = { ...quiet, upgradeMap: { releases: rows(1, 2) } };
    expect(renderMarkdown(report)).toContain("### Upgrade map: every later release");
    expect(renderTerminal(report)).toContain("Upgrade map: every later release");
  });
});
