import { describe, expect, it } from "vitest";
import {
  logLine,
  logText,
  oneLine,
  shorten,
  shortenLines,
  visibleText,
  withoutCommands,
} from "../../src/report/untrusted.ts";
import { cpuTimer } from "../support/cpu-time.ts";
import { HOSTILE } from "../support/report-samples.ts";
import { mixtures } from "./mixtures.ts";

describe("visible text", () => {
  it.each([
    ["colours", "\u001B[1;31mred\u001B[0m", "red"],
    ["a hyperlink", "\u001B]8;;https://evil.example\u0007here\u001B]8;;\u001B\\", "here"],
    ["a title that is never closed", "\u001B]0;title", "0;title"],
    ["one-byte control sequences", "\u009B31mred\u009B0m", "red"],
    ["a cursor movement", "ok\u001B[2K\u001B[1Gfine", "okfine"],
    ["backspaces and bells", "a\b\u0007b\u0000", "ab"],
    ["bidi controls", "\u202Eabc\u202C \u2066d\u2069 \u200F", "abc d "],
    ["zero-width characters and tags", "a\u200B\u200D\uFEFFb\u{E0041}\u00AD", "ab"],
    ["lone surrogates", "a\uD800b", "a\uFFFDb"],
    [
      "a password in an address",
      "git+https://me:secret@host/x https://host/a@b",
      "git+https://***@host/x https://host/a@b",
    ],
  ])("loses %s", (_, text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });

  it("keeps lines and tabs; a carriage return begins a line", () => {
    expect(visibleText("a\tb\r\nc\rd\u2028e\u0085f")).toBe("a\tb\nc\nd\ne\nf");
  });

  it("keeps letters of every script", () => {
    expect(visibleText("é 日本 ελ ✅")).toBe("é 日本 ελ ✅");
  });
});

describe("text for a log", () => {
  it.each([
    ["::error::planted", ": :error::planted"],
    ["  \t::set-output name=verdict::pass", "  \t: :set-output name=verdict::pass"],
    ["\u200B::warning::x", ": :warning::x"],
    [":\u200B:warning::x", ": :warning::x"],
    ["\u001B[0m::stop-commands::t", ": :stop-commands::t"],
    ["fine\n::error::x", "fine\n: :error::x"],
    ["fine\r::error::x", "fine\n: :error::x"],
    ["say ##[error]x", "say ## [error]x"],
    ["##\u200B[error]x", "## [error]x"],
  ])("is no command to the runner: %j", (text, expected) => {
    expect(logText(text)).toBe(expected);
  });

  it("leaves the rest alone", () => {
    expect(logText("vllm::LLM and :: in between ##")).toBe("vllm::LLM and :: in between ##");
  });

  it("holds for any mixture", () => {
    for (const text of mixtures(400)) {
      expect(logText(text)).not.toMatch(/^\s*::|##\[/m);
      expect(logText(text)).not.toMatch(/(?![\n\t])\p{Cc}|\p{Default_Ignorable_Code_Point}/u);
      expect(logLine(text)).not.toMatch(/^\s*::|##\[|\n/);
      expect(withoutCommands(logText(text))).toBe(logText(text));
    }
  });
});

describe("length", () => {
  it("is cut at a character's border", () => {
    expect(shorten("abcdef", 6)).toBe("abcdef");
    expect(shorten("abcdefg", 6)).toBe("abcde…");
    expect(shorten("😀😀😀", 4)).toBe("😀…");
  });

  it("of a line is capped after what is invisible has gone", () => {
    expect(oneLine(`${"\u200B".repeat(1000)}abc\n\n  def  `, 7)).toBe("abc def");
    expect(oneLine(HOSTILE, 50)).toHaveLength(50);
  });

  it("of a text keeps its first and last lines", () => {
    const text = Array.from({ length: 10 }, (_, line) => `line ${line}`).join("\n");
    expect(shortenLines(text, 10)).toBe(text);
    expect(shortenLines(text, 3)).toBe("line 0\nline 1\n… 7 lines left out …\nline 9");
    expect(shortenLines(text, 1)).toBe("line 0\n… 9 lines left out …");
    expect(shortenLines("x".repeat(20), 3, 5)).toBe("xxxx…");
  });

  it("does not cost more than it should", () => {
    const cpuTime = cpuTimer();
    visibleText("\u001B]8;;x".repeat(100_000) + "\u001B[1;".repeat(100_000));
    oneLine(" ".repeat(500_000));
    expect(cpuTime()).toBeLessThan(3000);
  });
});
