import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { withGuards } from "../../src/analysis/guarded-uses.ts";
import type { Finding } from "../../src/checks/finding.ts";
import { loadPythonParser, type ParsePython } from "../../src/platform/syntax-parsers.ts";

let parse: ParsePython;
beforeAll(async () => {
  parse = await loadPythonParser(resolve(import.meta.dirname, "../.."));
});

const LINES = [
  "import os",
  "import vllm",
  "from packaging.version import parse as v",
  "from app.versions import OLD",
  'if v(vllm.__version__) < v("0.12"):',
  '    os.environ["VLLM_USE_V1"] = "0"',
  "if OLD:",
  '    os.environ["VLLM_USE_V1"] = "0"',
  'os.environ["VLLM_USE_V1"] = "0"',
];
const VERSIONS = [
  "import vllm",
  "from packaging.version import parse",
  'OLD = parse(vllm.__version__) < parse("0.12")',
];

function judged(path: string, line: number, over: Partial<Finding> = {}): Finding | undefined {
  const finding: Finding = {
    ...{ rule: "variable-gone", severity: "error", message: "It is gone.", suggestion: "x" },
    ...{ path, line, column: 16, ...over },
  };
  const python = new Map([
    ["app/main.py", LINES.join("\n")],
    ["app/versions.py", VERSIONS.join("\n")],
    ["app/__init__.py", ""],
  ]);
  return withGuards([finding], { parse, python, versions: { current: "0.11.2", target: "0.12.0" } })[0];
}

describe("what stands around a use in Python", () => {
  it("keeps quiet of what is done on other releases only", () => {
    const finding = judged("app/main.py", 6);
    expect(finding).toMatchObject({ severity: "information", data: { guard: "live" } });
    expect(finding?.message).toMatch(/^It is gone\. It does not alarm: guarded by a version condition \(line 5\)/);
    expect(finding).not.toHaveProperty("suggestion");
  });

  it("follows a condition to the file that it is in", () => {
    expect(judged("app/main.py", 8)).toMatchObject({ severity: "information" });
  });

  it("leaves alone what nothing guards, and what stands in other files", () => {
    expect(judged("app/main.py", 9)).toMatchObject({ severity: "error", message: "It is gone." });
    expect(judged("run.sh", 1)).toMatchObject({ severity: "error" });
    expect(judged("app/main.py", 6, { severity: "information" })?.message).toBe("It is gone.");
  });
});
