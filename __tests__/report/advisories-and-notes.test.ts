import { describe, expect, it } from "vitest";
import { compareAdvisories } from "../../src/advisories/compare-advisories.ts";
import type { NoteLine, ReleaseNotes } from "../../src/release/notes/release-notes.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import type { Report } from "../../src/report/report.ts";
import { renderJson } from "../../src/reporters/json.ts";
import { renderTerminal } from "../../src/reporters/terminal.ts";
import { cleanChecks, HOSTILE, passReport, reportOf } from "../support/report-samples.ts";
import { osv, recorded, recordsOf } from "../support/samples-advisories.ts";

function withAdvisories(
  records = recorded(),
  current = "0.9.2",
  target = "0.10.1",
  more: Partial<Report> = {},
): Report {
  const checks = cleanChecks().map((check) =>
    check.id === "advisories" ? { ...check, advisories: compareAdvisories(records, { current, target }) } : check,
  );
  return reportOf(checks, more);
}

const line = (over: Partial<NoteLine> = {}): NoteLine => ({
  kind: "removal",
  version: "0.32.0",
  lead: "Engines",
  parts: ["AsyncLLMEngine", "`LLMEngine`"],
  here: [],
  ...over,
});

function notes(...lines: readonly NoteLine[]): ReleaseNotes {
  return { kind: "read", lines, versions: ["0.32.0"], without: [] };
}

const withNotes = (releaseNotes: ReleaseNotes, more: Partial<Report> = {}): Report => ({
  ...passReport(),
  releaseNotes,
  ...more,
});

describe("known vulnerabilities", () => {
  it("are folded in the comment: what is entered, what is fixed, what stays", () => {
    const text = renderMarkdown(withAdvisories());
    expect(text).toContain("<summary>Known vulnerabilities: 3 entered, 1 fixed and 9 open</summary>");
    expect(text).toContain(
      "| [CVE-2026-22807](https://github.com/advisories/GHSA-2pc9-4j83-qjmr) | high, 8.8 | ⚠️&nbsp;entered | 0.14.0 | vLLM affected by RCE via auto\\_map dynamic module loading during model initialization |",
    );
    expect(text).toMatch(/CVE-2025-30165.* \| high, 8\.0 \| ✅&nbsp;fixed \| 0\.10\.0 \|/);
  });

  it("are a line each in the terminal", () => {
    const text = renderTerminal(withAdvisories());
    expect(text).toContain("Known vulnerabilities: 3 entered, 1 fixed and 9 open\n");
    expect(text).toMatch(/^ {2}entered {2}CVE-2026-22807 \(high, 8\.8\) vLLM affected by RCE/m);
    expect(text).toContain("  … 1 more: --format json lists them all");
  });

  it("take no room where there are none, or nobody was asked", () => {
    for (const report of [withAdvisories(recordsOf()), passReport()]) {
      expect(renderMarkdown(report)).not.toContain("Known vulnerabilities");
      expect(renderTerminal(report)).not.toContain("Known vulnerabilities");
    }
  });

  it("give way before what matters more does", () => {
    const many = recordsOf(...Array.from({ length: 200 }, (_, at) => osv(`CVE-2026-${at}`, {}, { introduced: "0" })));
    const text = renderMarkdown(withAdvisories(many), { limit: 6_000 });
    expect(text).toContain("Shortened to fit: 200 advisories, ");
    expect(text.length).toBeLessThanOrEqual(6_000);
  });
});

describe("release notes", () => {
  it("are folded in the comment, each line with its release and where the repository has what it names", () => {
    const here = [{ name: "AsyncLLMEngine", path: "app.py", line: 3 }];
    const text = renderMarkdown(withNotes(notes(line({ here }), line({ lead: "Other" }))), {
      links: { file: (path, at) => `https://example.org/${path}#${at}` },
    });
    expect(text).toContain(
      "<summary>Release notes of 1 release: 2 lines say what breaks, goes or moves, 1 of them names what is used here</summary>",
    );
    expect(text).toContain(
      "- [0.32.0](https://github.com/vllm-project/vllm/releases/tag/v0.32.0) removal: Engines: AsyncLLMEngine, `LLMEngine`<br>**used here:** `AsyncLLMEngine` at [`app.py:3`](https://example.org/app.py#3)",
    );
  });

  it("are cut at twenty lines that name nothing that is used", () => {
    const text = renderMarkdown(withNotes(notes(...Array.from({ length: 90 }, () => line()))));
    expect(text.match(/^- \[0\.32\.0\]/gm)).toHaveLength(20);
    expect(text).toContain("- and 70 more: the JSON report has them");
  });

  it("say whose they are on the way back", () => {
    const path = { direction: "downgrade", step: "minor", skipped: [], notes: [] } as const;
    expect(renderTerminal(withNotes(notes(line()), { path }))).toContain(
      "Release notes of 1 release that are left behind: 1 line says what breaks, goes or moves",
    );
  });

  it("that were not read say why, in one line", () => {
    const report = withNotes({ kind: "unread", reason: "there is no token to read them with" });
    for (const text of [renderMarkdown(report), renderTerminal(report)])
      expect(text).toContain("vLLM's release notes were not read: there is no token to read them with.");
  });

  it("are no part of a report that has none", () => {
    expect(renderMarkdown(passReport())).not.toContain("elease notes");
    expect(renderJson(passReport())).not.toContain("releaseNotes");
  });
});

describe("what a service says", () => {
  const here = [{ name: HOSTILE, path: HOSTILE, line: 3 }];
  const report = withAdvisories(
    recordsOf(osv("GHSA-aaaa-aaaa-aaaa", { summary: HOSTILE }, { introduced: "0.10.0" })),
    "0.9.2",
    "0.10.1",
    { releaseNotes: notes(line({ lead: HOSTILE, parts: [HOSTILE, "`<img>`"], here })) },
  );
  const unread = withNotes({ kind: "unread", reason: HOSTILE });

  it.each([
    ["the report", report],
    ["what was not read", unread],
  ])("opens nothing, mentions nobody and commands nothing in Markdown: %s", (_, hostile) => {
    const text = renderMarkdown(hostile);
    const outside = text.replace(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm, "").replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
    expect(outside.replace(/<\/?(?:details|summary|sub|br|code|span)>/g, "")).not.toMatch(/<[^\s&]/);
    expect(outside).not.toMatch(/@(?!&#8203;)|(?<![&/])#\d(?!\d*;)|(?<!\\)\]\((?!https:\/\/github\.com\/)/);
    expect(text).not.toMatch(/^\s*::|##\[|\u202e|secret/im);
    expect(text).not.toContain("\u001b");
    expect(text).not.toContain("<!--");
  });

  it("commands nothing in a log", () => {
    for (const hostile of [report, unread]) {
      const text = renderTerminal(hostile);
      expect(text).not.toMatch(/^\s*::|##\[|\u202e|secret/im);
      expect(text).not.toContain("\u001b");
    }
  });
});
