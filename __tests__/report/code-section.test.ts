import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/checks/finding.ts";
import { codeFindings } from "../../src/report/code-findings.ts";
import { COMMENT_LIMIT, renderMarkdown } from "../../src/report/markdown.ts";
import { checkResult, cleanChecks, failed, reportOf } from "../support/report-samples.ts";
import {
  CODE_FINDINGS,
  codeFinding,
  codeReport,
  edit,
  hostileCodeReport,
  hugeCodeReport,
} from "../support/samples-code.ts";

/** The report's Markdown without its blocks of code, those in list items included. */
function outsideOfCode(text: string): string {
  return text.replace(/^( *)(`{3,})[^\n]*\n[\s\S]*?\n\1\2$/gm, "");
}

describe("the code's part of the comment", () => {
  it("puts files with an error first, and within a file the gravest first", () => {
    const finding = (path: string, line: number, severity: Finding["severity"]) =>
      codeFinding("import-gone", [path, line, 1], "x", { severity });
    const [first, ...rest] = [
      finding("a.py", 1, "warning"),
      finding("z.py", 9, "error"),
      finding("z.py", 1, "warning"),
      finding("m.py", 4, "error"),
      finding("z.py", 3, "error"),
      finding("z.py", 2, "information"),
    ];
    const { acting, information } = codeFindings(codeReport([first as Finding, ...rest]));
    expect(acting.map(({ path, line }) => `${path}:${line}`)).toEqual([
      "m.py:4",
      "z.py:3",
      "z.py:9",
      "z.py:1",
      "a.py:1",
    ]);
    expect(information).toHaveLength(1);
  });

  it("says once what it says of many lines of a file, and keeps each edit at its line", () => {
    const same = [3, 8, 8, 21].map((line) => codeFinding("keyword-unknown", ["a.py", line, 5], "It takes no `x`."));
    const edited = [30, 31].map((line) =>
      codeFinding("import-gone", ["a.py", line, 1], "`Y` is gone.", edit("from vllm import Y", "from vllm.y import Y")),
    );
    const [first, ...rest] = [...same, ...edited];
    const report = codeReport([first as Finding, ...rest]);
    const text = renderMarkdown(report, { links: { file: (path, line) => `https://x/${path}#${line}` } });
    expect(text).toContain(
      "❌ lines [3](https://x/a.py#3), [8](https://x/a.py#8), [21](https://x/a.py#21) **A keyword argument is unknown**: It takes no `x`.",
    );
    expect(text.match(/It takes no `x`/g)).toHaveLength(1);
    expect(text.match(/^ {2}\+from vllm\.y import Y$/gm)).toHaveLength(2);
    const many = Array.from({ length: 20 }, (_, index) =>
      codeFinding("keyword-unknown", ["a.py", index + 1, 5], "It takes no `x`."),
    );
    expect(renderMarkdown(codeReport([first as Finding, ...many]))).toContain("11, 12 and 8 more **");
  });

  it("says once of a file why nothing in it alarms", () => {
    const quiet = (why: string, line: number, path = "vendor/a.py") =>
      codeFinding("import-gone", [path, line, 1], `\`X${line}\` is gone. It does not alarm: ${why}.`, {
        ...{ severity: "information", data: { quiet: why } },
      });
    const vendored = [1, 2].map((line) => quiet("it is a vendored copy (vendor/)", line));
    const text = renderMarkdown(codeReport([vendored[0] as Finding, ...vendored.slice(1)]));
    expect(text).toContain(
      "**`vendor/a.py`** (it is a vendored copy (vendor/))\n\n- ℹ️ line 1 **An import is gone**: `X1` is gone.\n",
    );
    expect(text).not.toContain("It does not alarm");
    const mixed = renderMarkdown(codeReport([quiet("one", 1), quiet("another", 2)]));
    expect(mixed).toContain("It does not alarm: one.");
    expect(mixed).toContain("It does not alarm: another.");
  });

  it("is in no other part", () => {
    expect(renderMarkdown(codeReport())).not.toContain("### Findings");
  });

  it("says what the data know and the message does not, once", () => {
    const data = { movedTo: "vllm.new.home", removedIn: "0.12.0", nearest: "odd `name`" };
    const text = renderMarkdown(codeReport([codeFinding("import-gone", ["a.py", 1, 1], "Gone in 0.12.0.", { data })]));
    expect(text).toContain("Gone in 0.12.0. Moved to `vllm.new.home`. The nearest name is odd `name`.");
  });

  it("links each line, and shows an edit as a diff", () => {
    const links = {
      file: (path: string, line?: number) => `https://host/${path}${line === undefined ? "" : `#L${line}`}`,
    };
    const text = renderMarkdown(codeReport(), { links });
    expect(text).toContain(
      "**[`app/serve.py`](https://host/app/serve.py)**\n\n- ❌ [line 8](https://host/app/serve.py#L8) ",
    );
    expect(text).toContain(
      "  ```diff\n  -from vllm.utils import get_open_port\n  +from vllm.utils.network_utils import",
    );
  });

  it("does not show again an edit that stands at its line", () => {
    const suggested = new Set(CODE_FINDINGS.filter(({ path }) => path === "app/serve.py"));
    const text = renderMarkdown(codeReport(), { suggested });
    expect(text).not.toContain("-from vllm.utils import get_open_port");
    expect(text).toContain("Write instead: see the suggestion at the line.");
    expect(text).toContain("-from vllm.sampling_params import GuidedDecodingParams");
  });

  it("shows what cannot be shown as a diff in one line", () => {
    const text = renderMarkdown(codeReport([codeFinding("import-gone", ["a.py", 1, 1], "x", { suggestion: "a\nb" })]));
    expect(text).toContain("<br>Write instead: `a b`");
    expect(text).not.toContain("```diff\n  -");
  });

  it("is not red where it does not block", () => {
    const outcome = failed("Broken before and after.", CODE_FINDINGS);
    const report = reportOf(cleanChecks({ code: checkResult("code", outcome, outcome) }));
    expect(renderMarkdown(report)).toContain("- ⚠️ line 8 **An import is gone**");
  });

  it("folds a long list, and what is for information", () => {
    const findings = Array.from({ length: 40 }, (_, index) =>
      codeFinding("import-gone", [`f${Math.floor(index / 4)}.py`, index, 1], `number ${index}`),
    );
    const [first, ...rest] = findings;
    const text = renderMarkdown(codeReport([first as Finding, ...rest, ...CODE_FINDINGS]));
    expect(text).toMatch(/<summary>More: 19 errors, 1 warning<\/summary>/);
    expect(text).toContain("<summary>2 for information: guarded, deprecated, left out, notebooks, documents</summary>");
    for (const { message } of findings) expect(text).toContain(`: ${message}\n`);
  });

  it("drops information and warnings before errors, and says so", () => {
    const text = renderMarkdown(hugeCodeReport(), { limit: COMMENT_LIMIT, whole: "the job summary" });
    expect(text.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(text).toContain("### Code: 900 errors, 900 warnings in 210 files");
    expect(text).toMatch(
      /> Shortened to fit: \d+ errors of the code, 900 warnings of the code, 900 of the code for inf/,
    );
    expect(text).toContain("error 0: `name_0` is gone");
  });

  it("opens, closes and mentions nothing of its own accord", () => {
    const text = renderMarkdown(hostileCodeReport(), { chart: true });
    const outside = outsideOfCode(text);
    const ours = /<\/?(?:details(?: open)?|summary|sub|br|code|span)>/g;
    const prose = outside.replace(/(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, "").replace(ours, "");
    expect(prose).not.toMatch(/<[^\s&]/);
    expect(prose).not.toMatch(/@(?!&#8203;)/);
    expect(text.match(/^<details/gm)?.length).toBe(text.match(/^<\/details>/gm)?.length);
    expect(text).not.toMatch(/^\s*::|##\[|secret/m);
    expect(text).not.toMatch(/(?!\n)\p{Cc}|\u202E|\u200B/u);
  });

  it("keeps a fence inside its item, whatever the line holds", () => {
    const line = "x = 1 # ``` ```` </details>";
    const text = renderMarkdown(codeReport([codeFinding("import-gone", ["a.py", 1, 1], "x", edit(line, `${line} y`))]));
    expect(text).toContain(`  \`\`\`\`\`diff\n  -${line}\n  +${line} y\n  \`\`\`\`\``);
  });
});
