import { describe, expect, it } from "vitest";
import { fencedCode, htmlText, inlineCode, markdownText } from "../../src/report/untrusted-markdown.ts";
import { mixtures } from "./mixtures.ts";

describe("text in Markdown", () => {
  it.each([
    ["a table cell's bar", "a | b", "a &#124; b"],
    ["an escaped bar", "a \\| b", "a \\\\&#124; b"],
    ["code", "`x`", "\\`x\\`"],
    ["a comment", "<!-- marker -->", "&lt;!-- marker --&gt;"],
    ["an element", "<img src=x>", "&lt;img src=x&gt;"],
    ["an entity", "&lt;b&gt;", "&amp;lt;b&amp;gt;"],
    ["a mention", "@octocat and a@b", "@&#8203;octocat and a@&#8203;b"],
    ["an issue", "see #12, GH-3, o/r#4", "see #&#8203;12, GH-&#8203;3, o/r#&#8203;4"],
    ["a link", "[a](https://b)", "\\[a\\](https:&#8203;//b)"],
    ["an image", "![a](b)", "!\\[a\\](b)"],
    ["a bare address", "www.x.example", "www&#8203;.x.example"],
    ["emphasis", "*a* _b_ ~c~", "\\*a\\* \\_b\\_ \\~c\\~"],
    ["a formula", "$x$", "<span>$</span>x<span>$</span>"],
    ["an emoji code", ":white_check_mark:", ":&#8203;white\\_check\\_mark:"],
    ["a quote", "> a", "&gt; a"],
    ["a list", "- a", "\\- a"],
    ["a numbered list", "1. a", "1\\. a"],
    ["a heading", "# a", "\\# a"],
    ["lines", "a\n\n# b", "a # b"],
    ["code by indentation", "    a", "a"],
  ])("starts no %s", (_, text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });

  it("leaves versions and specifiers readable", () => {
    expect(markdownText("vLLM 0.32.0 needs transformers==5.1")).toBe("vLLM 0.32.0 needs transformers==5.1");
    expect(markdownText("0.32.0")).toBe("0.32.0");
  });

  it("is one line without an open bar, tag, mention or reference, whatever it is made of", () => {
    for (const text of mixtures(500)) {
      const rendered = markdownText(text).replaceAll("<span>$</span>", "S");
      expect(rendered).not.toMatch(/[|<>\n$]|(?<!\\)(?:\\\\)*[`*_[\]~]/);
      expect(rendered).not.toMatch(/@(?!&#8203;)|#\d(?!\d*;)|gh-\d|:\/\/|www\./i);
      expect(rendered).not.toMatch(/^\s*(?:::|[-+#=]|\d+[.)]\s)|##\[/);
    }
  });
});

describe("code in a line", () => {
  it.each([
    ["a word", "`a word`"],
    ["one ` tick", "``one ` tick``"],
    ["`ends`", "`` `ends` ``"],
    ["a | b", "<code>a &#124; b</code>"],
    ["##[error]", "`## [error]`"],
    ["", ""],
    ["a\nb", "`a b`"],
  ])("%j is %j", (text, expected) => {
    expect(inlineCode(text)).toBe(expected);
  });

  it("cannot be closed from inside", () => {
    for (const text of mixtures(500)) {
      const code = inlineCode(text);
      expect(code).not.toMatch(/[|\n]/);
      if (!code.startsWith("`")) continue;
      const fence = /^`+/.exec(code)?.[0] ?? "";
      const runs = code.slice(fence.length, -fence.length).match(/`+/g) ?? [];
      expect(runs).not.toContain(fence);
    }
  });
});

describe("a block of code", () => {
  it("has a longer fence than anything inside", () => {
    expect(fencedCode("a\n````\nb", "text")).toBe("`````text\na\n````\nb\n`````");
    expect(fencedCode("plain\n\n")).toBe("```\nplain\n```");
    for (const text of mixtures(300)) {
      const [first = "", ...rest] = fencedCode(text).split("\n");
      expect(rest.at(-1)).toBe(first);
      expect(rest.slice(0, -1).filter((line) => line.includes(first))).toEqual([]);
      expect(rest.join("\n")).not.toMatch(/^\s*::|##\[/m);
    }
  });

  it("is made in time, whatever it holds", () => {
    expect(fencedCode("` ".repeat(300_000)).startsWith("```\n")).toBe(true);
  });
});

describe("text in an element", () => {
  it("holds no element of its own and stays on its line", () => {
    expect(htmlText(`</summary>\n\n"a" & 'b' @octocat`)).toBe(
      "&lt;/summary&gt; &quot;a&quot; &amp; &#39;b&#39; @&#8203;octocat",
    );
    for (const text of mixtures(300)) expect(htmlText(text)).not.toMatch(/[<>"'\n]|@(?!&#8203;)|##\[/);
  });
});
