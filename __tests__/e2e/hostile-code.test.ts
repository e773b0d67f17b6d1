import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { Report } from "../../src/report/report.ts";

const cli = join(import.meta.dirname, "../../dist/cli.js");
const root = mkdtempSync(join(tmpdir(), "hostile-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const USE = "import vllm\n";
const BREAK = "from vllm.sampling_params import GuidedDecodingParams\n";
const wide = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
const deep = (levels: number) =>
  `${Array.from({ length: levels }, (_, level) => `${" ".repeat(level)}if 1:\n`).join("")}${" ".repeat(levels)}pass\n`;

/** Nothing is known of these, and that is said. */
const NOT_ANALYSED: Record<string, string | Buffer> = {
  "brackets.py": `${USE}x = ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`,
  "calls.py": `${USE}x = vllm${".a()".repeat(10_000)}\n`,
  "attributes.py": `${USE}x = vllm${".a".repeat(10_000)}\n`,
  "sum.py": `${USE}x = 1${" + 1".repeat(10_000)}\n`,
  "indents.py": USE + deep(3000),
  "strings.py": `${USE}x = ${"f'{".repeat(3000)}1${"}'".repeat(3000)}\n`,
  "branches.py": `${USE}if x: pass\n${"elif x: pass\n".repeat(10_000)}`,
  "statements.py": USE + "x = 1;".repeat(100_000),
  "nulls.py": USE + "\0".repeat(100_000),
  "dots.py": `import vllm${".a".repeat(50_000)}\n`,
  "names.py": `from vllm import ${Array.from({ length: 50_000 }, (_, index) => `n${index}`).join()}\n`,
  "wide.py": wide(USE + BREAK),
  "large.py": `${USE}x = '${"a".repeat(50_000_000)}'\n`,
  "broken.ipynb": '{"cells": [ vllm',
  "wide.ipynb": wide(JSON.stringify({ cells: [{ cell_type: "code", source: BREAK }] })),
  "large.ipynb": JSON.stringify({ cells: [{ cell_type: "code", source: BREAK, outputs: ["x".repeat(8_000_000)] }] }),
  "fences.md": `\`\`\`python\n${USE}\`\`\`\n`.repeat(10_000),
};

/** The break on their last line is found. */
const FOUND: Record<string, string | Buffer> = {
  "a b/c d.py": BREAK,
  "line\nfeed.py": BREAK,
  "a'b\"c.py": BREAK,
  "-rf.py": BREAK,
  "ünï/cödé.py": BREAK,
  "vllm.py/x.py": BREAK,
  "bom.py": `\ufeff${BREAK}`,
  "latin.py": Buffer.from(`# -*- coding: latin-1 -*-\nx = "é"\n${BREAK}`, "latin1"),
  "invalid.py": Buffer.concat([Buffer.from('x = "'), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from(`"\n${BREAK}`)]),
  "long.py": `x = "${"a".repeat(4_000_000)}"\n${BREAK}`,
  "typing.py": BREAK,
};

const HARMLESS: Record<string, string> = {
  "ty.toml": "[rules]\nall = 'ignore'\n[src]\nexclude = ['**']\n",
  "pyproject.toml": "[tool.ty.src]\nexclude = ['**']\n[tool.ty.environment]\npython = '/nowhere'\n",
  ".ignore": "*\n",
  "conftest.py": "import sys, vllm\nsys.exit(0)\n",
  "vllm/__init__.py": "",
  "vllm/sampling_params.py": "class GuidedDecodingParams: ...\n",
  "types.ipynb": JSON.stringify({ cells: [1, null, { cell_type: "code", source: { a: "vllm" } }], metadata: 5 }),
  "deep.ipynb": `${"[".repeat(100_000)}"vllm"${"]".repeat(100_000)}`,
};

it("hostile files cost their own answer and no other's", () => {
  for (const [path, content] of Object.entries({ ...NOT_ANALYSED, ...FOUND, ...HARMLESS })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  symlinkSync("/", join(root, "outside"));
  symlinkSync("/dev/zero", join(root, "zero.py"));
  symlinkSync("circle.py", join(root, "circle.py"));

  const args = ["--root", root, "--from", "0.11.0", "--to", "0.12.0", "--checks", "code", "--format", "json"];
  const { stdout, stderr, status } = spawnSync(process.execPath, [cli, ...args], {
    encoding: "utf8",
    timeout: 120_000,
    killSignal: "SIGKILL",
    maxBuffer: 100_000_000,
  });
  expect(status, stderr).toBe(1);
  const report: Report = JSON.parse(stdout);
  const findings = report.checks.find(({ id }) => id === "code")?.findings ?? [];
  const told = (rule: string) =>
    findings.filter((finding) => finding.rule === rule).map(({ path, line }) => `${path}:${line ?? ""}`);
  const lastLine = (content: string | Buffer) => content.toString("latin1").trimEnd().split("\n").length;
  expect(told("import-gone").sort()).toEqual(
    Object.entries(FOUND)
      .map(([path, content]) => `${path}:${lastLine(content)}`)
      .sort(),
  );
  expect(told("file-not-analysed").sort()).toEqual(
    Object.keys(NOT_ANALYSED)
      .map((path) => `${path}:`)
      .sort(),
  );
  expect(findings.length).toBe(Object.keys(FOUND).length + Object.keys(NOT_ANALYSED).length);
});
