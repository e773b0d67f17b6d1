import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { shellCommand, shellWord } from "../../src/report/shell.ts";

const WORDS = [
  "requirements.txt",
  "my folder/requirements dev.txt",
  "it's.txt",
  `both "kinds" of 'quotes'.txt`,
  "$(touch pwned)",
  "`touch pwned`",
  "; rm -rf ~ #",
  "a\nb\r\tc",
  "back\\slash\\n",
  "line\nit's \\ $HOME",
  "\u202Egnp.txt",
  "zero\u200Bwidth",
  "##[error]planted",
  "!history",
  "*?[a-z]{b,c}~",
  "=cmd",
  "",
  "日本語.txt",
  "import importlib.metadata as m; print(m.version('vllm'))",
];

describe("a word of a shell line", () => {
  it.each(WORDS)("reaches the program as it was: %j", (word) => {
    const printed = execFileSync("bash", ["-c", `printf '%s' ${shellWord(word)}`], { encoding: "utf8" });
    expect(printed).toBe(word);
  });

  it("stays on one line, and holds nothing invisible", () => {
    for (const word of WORDS) expect(shellWord(word)).not.toMatch(/\p{Cc}|\p{Default_Ignorable_Code_Point}|##\[/u);
  });

  it("is quoted only where it must be", () => {
    expect(shellCommand("python", "-m", "pip", "install", "-r", "requirements.txt", "vllm==0.31.0")).toBe(
      "python -m pip install -r requirements.txt vllm==0.31.0",
    );
    expect(shellCommand("pip", "install", ".[audio]", "vllm>=0.31")).toBe("pip install '.[audio]' 'vllm>=0.31'");
  });
});
