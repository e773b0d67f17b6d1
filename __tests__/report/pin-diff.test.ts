import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FileTexts, pinDiff } from "../../src/report/pin-diff.ts";
import { HOSTILE } from "../support/report-samples.ts";

let repository = "";

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), "rollback-"));
  git(["init", "--quiet"]);
});

afterEach(() => rmSync(repository, { recursive: true, force: true }));

function git(words: readonly string[], input = ""): void {
  const quiet = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null", PATH: process.env["PATH"] };
  execFileSync("git", words, { cwd: repository, input, env: quiet, stdio: ["pipe", "ignore", "pipe"] });
}

const lines = (version: string, end = "\n") =>
  ["# server", "fastapi==0.136.1", "httpx", "", `vllm==${version}`, "uvicorn", "x", "y", "z"].join(end) + end;

const CASES: readonly (readonly [string, FileTexts])[] = [
  ["a pin in the middle", { file: "requirements.txt", targetText: lines("0.32.0"), currentText: lines("0.31.0") }],
  [
    "a file below the root",
    { file: "a/b c/requirements dev.txt", targetText: lines("0.32.0"), currentText: lines("0.31.0") },
  ],
  ["no line feed at the end", { file: "r.txt", targetText: "a\nvllm==0.32.0", currentText: "a\nvllm==0.31.0" }],
  ["a line feed that comes", { file: "r.txt", targetText: "vllm==0.32.0", currentText: "vllm==0.31.0\n" }],
  ["a line feed that goes", { file: "r.txt", targetText: "vllm==0.32.0\n", currentText: "vllm==0.31.0" }],
  ["CRLF line ends", { file: "r.txt", targetText: lines("0.32.0", "\r\n"), currentText: lines("0.31.0", "\r\n") }],
  ["line ends that change", { file: "r.txt", targetText: lines("0.32.0", "\r\n"), currentText: lines("0.31.0") }],
  [
    "a byte order mark",
    { file: "r.txt", targetText: `\uFEFF${lines("0.32.0")}`, currentText: `\uFEFF${lines("0.31.0")}` },
  ],
  ["a file that the upgrade added", { file: "new/pins.txt", targetText: "vllm==0.32.0\n" }],
  ["a file that the upgrade removed", { file: "old/pins.txt", currentText: "vllm==0.31.0\nx" }],
  ["an empty file", { file: "r.txt", targetText: "", currentText: "vllm==0.31.0\n" }],
  [
    "a name with everything in it",
    { file: `a "b"\\\t'c'\n-é $(x).txt`, targetText: lines("0.32.0"), currentText: lines("0.31.0") },
  ],
  [
    "hostile lines",
    {
      file: "r.txt",
      targetText: `${HOSTILE}\nvllm==0.32.0\n${HOSTILE}`,
      currentText: `${HOSTILE}\nvllm==0.31.0\n${HOSTILE}`,
    },
  ],
  [
    "lines that look like a diff",
    {
      file: "r.txt",
      targetText: "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-vllm==0.32.0\n",
      currentText: "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-vllm==0.31.0\n",
    },
  ],
  [
    "two places far apart",
    { file: "r.txt", targetText: lines("0.32.0") + lines("0.32.0"), currentText: lines("0.31.0") + lines("0.31.0") },
  ],
];

describe("the diff of a pin file", () => {
  it.each(CASES)("is what git apply takes: %s", (_, texts) => {
    const path = join(repository, texts.file);
    if (texts.targetText !== undefined) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, texts.targetText);
    }
    git(["apply", "--whitespace=nowarn"], pinDiff(texts) ?? "");
    if (texts.currentText === undefined) expect(existsSync(path)).toBe(false);
    else expect(readFileSync(path, "utf8")).toBe(texts.currentText);
  });

  it("shows three lines around the change", () => {
    expect(pinDiff(CASES[0]?.[1] as FileTexts)).toBe(
      [
        "--- a/requirements.txt",
        "+++ b/requirements.txt",
        "@@ -2,7 +2,7 @@",
        " fastapi==0.136.1",
        " httpx",
        " ",
        "-vllm==0.32.0",
        "+vllm==0.31.0",
        " uvicorn",
        " x",
        " y",
        "",
      ].join("\n"),
    );
  });

  it("is absent where nothing changes", () => {
    expect(pinDiff({ file: "r.txt", targetText: "a", currentText: "a" })).toBeUndefined();
    expect(pinDiff({ file: "r.txt" })).toBeUndefined();
  });
});
