import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/checks/finding.ts";
import { hasEdits, suggestionsFor } from "../../src/report/suggestions.ts";
import { HOSTILE, passReport } from "../support/report-samples.ts";
import { codeFinding, codeReport, edit } from "../support/samples-code.ts";

const [OLD, NEW] = ["    from vllm.a import b", "    from vllm.c import b"];

function at(line: number, more: Partial<Finding> = edit(OLD, NEW), path = "app/x.py"): Finding {
  return codeFinding("import-gone", [path, line, 5], "`b` moved @octocat.", more);
}

function patch(lines: readonly string[], start = 1): string {
  return [`@@ -${start} +${start},${lines.length} @@`, ...lines.map((line) => `+${line}`)].join("\n");
}

function suggested(findings: readonly [Finding, ...Finding[]], text: string | undefined, folder = "") {
  const path = folder === "" ? "app/x.py" : `${folder}/app/x.py`;
  return suggestionsFor(codeReport(findings), [{ path, ...(text === undefined ? {} : { patch: text }) }], folder);
}

describe("suggestionsFor", () => {
  it("gives the whole new line, under a hidden marker, and mentions nobody", () => {
    const [one] = suggested([at(3)], patch(["x", "y", OLD]));
    expect(one).toMatchObject({ path: "app/x.py", line: 3 });
    expect(one?.body).toMatch(/^<!-- vllm-upgrade-check:suggestion:[0-9a-f]{32} -->\n\*\*An import is gone\*\*: /);
    expect(one?.body.endsWith(`\n\n\`\`\`suggestion\n${NEW}\n\`\`\``)).toBe(true);
    expect(one?.body).not.toContain("@octocat");
  });

  it("places it from the repository's top", () => {
    expect(suggested([at(1)], patch([OLD]), "services/chat")[0]?.path).toBe("services/chat/app/x.py");
  });

  it.each([
    ["the line is outside the diff", 9, patch([OLD])],
    ["the line reads differently there: the checkout is a merge", 1, patch(["import os", OLD])],
    ["only the old side has it", 1, `@@ -1 +0,0 @@\n-${OLD}`],
    ["the file is not in the diff as text", 1, undefined],
  ])("leaves it where %s", (_, line, text) => {
    expect(suggested([at(line)], text)).toEqual([]);
  });

  it.each<[string, Partial<Finding>]>([
    ["it is for information", { ...edit(OLD, NEW), severity: "information" }],
    ["nobody knows the line it rewrites", { suggestion: NEW }],
    ["nothing changes", edit(OLD, OLD)],
    ["it is more than a line", edit(OLD, `${NEW}\n${NEW}`)],
    ["a character would not survive", edit(OLD, `${NEW} # \u202e`)],
    ["a password would not survive", edit(OLD, `${NEW} # https://user:secret@host`)],
    ["the line ends as Windows ends it", edit(`${OLD}\r`, `${NEW}\r`)],
  ])("leaves it where %s", (_, more) => {
    expect(suggested([at(1, more)], patch([String(more.data?.["before"] ?? OLD)]))).toEqual([]);
  });

  it("leaves a line that two findings rewrite differently, and gives once what two agree on", () => {
    expect(suggested([at(1), at(1, edit(OLD, "    import c"))], patch([OLD]))).toEqual([]);
    expect(suggested([at(1), at(1)], patch([OLD]))).toHaveLength(1);
  });

  it("knows it again when lines move above it, and keeps equal lines apart", () => {
    const markers = (found: ReturnType<typeof suggested>) => found.map(({ marker }) => marker);
    const before = markers(suggested([at(1), at(2)], patch([OLD, OLD])));
    expect(new Set(before).size).toBe(2);
    expect(markers(suggested([at(22), at(11)], patch([OLD, ...Array(10).fill("x"), OLD], 11)))).toEqual(before);
    expect(markers(suggested([at(1, edit(OLD, "    import c"))], patch([OLD])))[0]).not.toBe(before[0]);
  });

  it("cannot be broken out of", () => {
    const line = "x = '```' # ````` </details> @octocat";
    const [one] = suggested([{ ...at(1, edit(OLD, line)), message: HOSTILE }], patch([OLD]));
    const [head, block] = one?.body.split("\n\n") ?? [];
    expect(block).toBe(`\`\`\`\`\`\`suggestion\n${line}\n\`\`\`\`\`\``);
    expect(head?.replace(/^<!-- [\w:-]+ -->\n/, "").replaceAll(/<\/?span>/g, "")).not.toMatch(/<[^\s&]|@(?!&#8203;)/);
    expect(head?.split("\n")).toHaveLength(2);
  });
});

describe("hasEdits", () => {
  it("says whether GitHub need be asked at all", () => {
    expect(hasEdits(codeReport())).toBe(true);
    expect(hasEdits(passReport())).toBe(false);
    expect(hasEdits(codeReport([at(1, { suggestion: NEW })]))).toBe(false);
  });
});
