import { describe, expect, it } from "vitest";
import { CHECK_IDS } from "../../src/checks/result.ts";
import { RULES, type RuleId } from "../../src/checks/rules.ts";
import { COMMENT_LIMIT, renderMarkdown, SUMMARY_LIMIT } from "../../src/report/markdown.ts";
import type { Report } from "../../src/report/report.ts";
import { buildRollback } from "../../src/report/rollback.ts";
import {
  checkResult,
  cleanChecks,
  conflictReport,
  failed,
  findingAt,
  hostileReport,
  hugeReport,
  inconclusiveReport,
  notApplicableReport,
  passed,
  passReport,
  pinAt,
  reportOf,
  SAMPLES,
  staticReport,
  wrongTokensReport,
} from "../support/report-samples.ts";
import { CODE_SAMPLES, codeReport } from "../support/samples-code.ts";
import { CONFIGURATION_SAMPLES, configurationReport } from "../support/samples-configuration.ts";

/** What must be there whatever the size: headline, table, rollback. */
function expectTheCore(text: string, report: Report) {
  expect(text).toMatch(/^## (?:✅|❌|❓) /);
  for (const { title } of report.checks) expect(text).toContain(`| ${title} |`);
  expect(text).toContain("### ↩️ Roll back to vLLM 0.31.0");
  expect(text).toContain("python -m pip check");
}

describe("the comment", () => {
  it.each([
    ["pass", passReport],
    ["conflict", conflictReport],
    ["wrong-tokens", wrongTokensReport],
    ["inconclusive", inconclusiveReport],
    ["not-applicable", notApplicableReport],
    ["code", codeReport],
    ["configuration", () => configurationReport()],
  ])("reads as written down: %s", async (name, sample) => {
    await expect(renderMarkdown(sample())).toMatchFileSnapshot(`comments/${name}.md.snap`);
  });

  it("is two lines when there is nothing to check", () => {
    const lines = renderMarkdown(notApplicableReport())
      .split("\n")
      .filter((line) => line !== "");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe(
      "**➖ Nothing to check.** This pull request changes no vLLM pin: requirements.txt:3 stays at 0.31.0.",
    );
  });

  it("folds the steps back when all is well, and opens them when not", () => {
    expect(renderMarkdown(passReport())).toContain(
      "<details>\n<summary>The steps: 1 file to edit, 1 command to run, 3 to verify",
    );
    expect(renderMarkdown(wrongTokensReport())).toContain("<details open>\n<summary>The steps:");
  });

  it.each([
    ["rehearsed in 7 s", passReport()],
    ["not rehearsed in this run", conflictReport()],
    [
      "the rehearsal failed",
      reportOf(
        cleanChecks({
          rollback: checkResult("rollback", failed("x", [findingAt("rollback-failed", "x")]), passed("Frozen.")),
        }),
      ),
    ],
  ])("says of the way back: %s", (words, report) => {
    expect(renderMarkdown(report)).toContain(`### ↩️ Roll back to vLLM ${report.current?.version}: ${words}\n`);
  });

  it("leaves a file's name as it is written where a sentence begins with it", () => {
    const reason = "Could not tell: requirements.txt:1 takes vLLM from a git revision.";
    expect(renderMarkdown({ ...inconclusiveReport(), reason })).toContain("**requirements.txt:1 takes");
  });

  it("takes the headline from the reason, so that it never claims more", () => {
    expect(renderMarkdown(staticReport())).toMatch(
      /^## ✅ No problem found in what was checked: vLLM 0\.31\.0 → 0\.32\.0\n\n\*\*Agreement of the pins[ ,]/,
    );
  });

  it("puts what blocks first, and what it was before after", () => {
    const text = renderMarkdown(wrongTokensReport());
    expect(text).toContain("| pip check | ❌ | ❌ | ⚠️&nbsp;still&nbsp;failing |");
    expect(text).toContain("| Inference | ✅ | ❌ | ❌&nbsp;**regressed** |");
    expect(text.indexOf("❌ **Model generates other tokens**")).toBeLessThan(text.indexOf("⚠️ **pip check reports"));
  });

  it("links places and rules where it is told how", () => {
    const links = {
      file: (path: string, line?: number) => `https://host/blob/abc/${encodeURIComponent(path)}#L${line}`,
      rule: (rule: RuleId) => `https://host/rules/${rule}.md`,
    };
    expect(renderMarkdown(conflictReport(), { links })).toContain(
      "- ❌ **[Dependencies do not resolve](https://host/rules/dependency-conflict.md)** at " +
        "[`requirements.txt:3`](https://host/blob/abc/requirements.txt#L3): ",
    );
  });

  it("explains a rule once", () => {
    const findings = [findingAt("pip-check", "a"), findingAt("pip-check", "b")] as const;
    const text = renderMarkdown(
      reportOf(cleanChecks({ "pip-check": checkResult("pip-check", failed("2", findings), passed("Fine.")) })),
    );
    expect(text.split(RULES["pip-check"].explanation)).toHaveLength(2);
  });

  it("says once what is a note of the step and of the report, and what would help beyond the reason", () => {
    const report = passReport();
    const note = "This move crosses 0.11.";
    const text = renderMarkdown({
      ...report,
      path: { ...(report.path as never as object), notes: [note] } as never,
      notes: [note],
    });
    expect(text.split(note)).toHaveLength(2);
    expect(renderMarkdown(inconclusiveReport())).not.toContain("What would help");
    expect(renderMarkdown({ ...inconclusiveReport(), reason: "Could not tell: it is complicated." })).toContain(
      "### What would help\n\n- **Import**: Run on a host with a GPU",
    );
  });

  it("warns where a diff does not survive being shown", () => {
    const file = "requirements.txt";
    const texts = [{ file, targetText: "a\r\nvllm==0.32.0\r\n", currentText: "a\r\nvllm==0.31.0\r\n" }];
    const rollback = buildRollback({ current: "0.31.0", target: "0.32.0", pinsNow: [pinAt(file, 2, "0.32.0")], texts });
    expect(renderMarkdown({ ...passReport(), rollback })).toContain(
      "Line ends or characters of `requirements.txt` do not survive",
    );
    expect(renderMarkdown(passReport())).not.toContain("do not survive");
  });

  it("gives a lock's command once, with the reason for it", () => {
    const pinsNow = [
      pinAt("pyproject.toml", 4, "0.32.0", { format: "pyproject" }),
      pinAt("uv.lock", 9, "0.32.0", { format: "uv-lock", role: "lock" }),
    ];
    const texts = pinsNow.map(({ file }) => ({ file, targetText: "vllm==0.32.0\n", currentText: "vllm==0.31.0\n" }));
    const rollback = buildRollback({ current: "0.31.0", target: "0.32.0", pinsNow, texts, base: "8f3c1e2" });
    const text = renderMarkdown({ ...passReport(), rollback });
    expect(text.split("uv lock --upgrade-package")).toHaveLength(2);
    expect(text).toContain("<summary>The steps: 1 file to edit, 2 commands to run, 3 to verify");
    expect(text).toContain("`uv.lock`: A lock file's hashes are written by its tool");
  });
});

describe("what comes from outside", () => {
  const text = renderMarkdown(hostileReport());
  const outsideOfCode = text.replace(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm, "");

  it("opens and closes nothing", () => {
    const ours = /<\/?(?:details(?: open)?|summary|sub|br|code|span)>/g;
    expect(outsideOfCode.replace(ours, "")).not.toMatch(/<[^\s&]/);
    expect(text.match(/^<details/gm)?.length).toBe(text.match(/^<\/details>/gm)?.length);
  });

  it("adds no row and no column to a table", () => {
    const tables = outsideOfCode.match(/(?:^\|.*\n)+/gm) ?? [];
    expect(tables).toHaveLength(2);
    for (const table of tables) {
      const rows = table
        .trimEnd()
        .split("\n")
        .map((row) => row.split("|").length);
      expect(new Set(rows).size).toBe(1);
    }
    expect(tables[0]?.trimEnd().split("\n")).toHaveLength(2 + CHECK_IDS.length);
  });

  it("mentions nobody, commands nothing, shows no password", () => {
    expect(outsideOfCode).not.toMatch(/@(?!&#8203;)|#\d(?!\d*;)/);
    expect(text).not.toMatch(/^\s*::|##\[/m);
    expect(text).not.toContain("secret");
    expect(text).not.toMatch(/(?!\n)\p{Cc}|\u202E|\u200B/u);
  });
});

describe("the limits", () => {
  it.each(Object.entries({ ...SAMPLES, ...CODE_SAMPLES, ...CONFIGURATION_SAMPLES }))(
    "hold for the comment and for the summary: %s",
    (_, sample) => {
      const report = sample();
      const comment = renderMarkdown(report, { limit: COMMENT_LIMIT - 100 });
      expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT - 100);
      expect(Buffer.byteLength(renderMarkdown(report, { limit: SUMMARY_LIMIT, unit: "bytes" }))).toBeLessThanOrEqual(
        SUMMARY_LIMIT,
      );
      expect(renderMarkdown(report)).toBe(renderMarkdown(report, { limit: COMMENT_LIMIT }));
    },
  );

  it.each([1_048_576, 262_144, COMMENT_LIMIT, 40_000, 30_000])(
    "leave headline, table and rollback within %d",
    (limit) => {
      const report = hugeReport();
      const text = renderMarkdown(report, { limit, whole: "the job summary" });
      expect(text.length).toBeLessThanOrEqual(limit);
      expectTheCore(text, report);
      expect(text).toMatch(/\n> Shortened to fit: .* left out\. All of it is in the job summary\.\n/);
    },
  );

  it("drop the least important first", () => {
    const report = hugeReport();
    const left = [3_000_000, 900_000, 600_000, 400_000, 200_000, COMMENT_LIMIT].map((limit) => {
      const text = renderMarkdown(report, { limit });
      return [/```text/, /\*\*Pins:\*\*/, /ℹ️/, /⚠️/, /❌ \*\*/].map((part) => (part.test(text) ? "x" : "-")).join("");
    });
    // Explanations, pins, information, warnings, errors.
    expect(left.map((one) => one.replace(/-+x*$|x+$/, "")).every((one) => !one.includes("x"))).toBe(true);
    expect(left.at(-1)).toBe("----x");
    expect([...left].sort((a, b) => (a < b ? 1 : -1))).toEqual(left);
  });

  it("count bytes where bytes count", () => {
    const report = {
      ...passReport(),
      notes: Array.from({ length: 2000 }, (_, index) => `${index} ${"日本".repeat(60)}`),
    };
    const limit = 300_000;
    expect(Buffer.byteLength(renderMarkdown(report, { limit }))).toBeGreaterThan(limit);
    expect(Buffer.byteLength(renderMarkdown(report, { limit, unit: "bytes" }))).toBeLessThanOrEqual(limit);
  });

  it("are kept even where nothing fits", () => {
    expect(renderMarkdown(hugeReport(), { limit: 500 })).toHaveLength(500);
    expect(Buffer.byteLength(renderMarkdown(hugeReport(), { limit: 500, unit: "bytes" }))).toBeLessThanOrEqual(500);
  });

  it("change nothing where all fits", () => {
    expect(renderMarkdown(wrongTokensReport())).not.toContain("Shortened");
  });
});
