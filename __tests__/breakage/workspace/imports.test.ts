import { describe, expect, it } from "vitest";
import { importsOf } from "../../../src/breakage/workspace/imports.ts";
import { mentionsVllm } from "../../../src/breakage/workspace/mentions.ts";

const brief = (text: string) =>
  importsOf(text).map(
    ({ module, names, level, line }) => `${line}: ${".".repeat(level)}${module}${names.length > 0 ? ` ${names}` : ""}`,
  );

describe("the imports of a Python file", () => {
  it("are read in every form", () => {
    expect(
      brief(
        [
          "import os, vllm.config as config, json",
          "from vllm import LLM, SamplingParams as Params",
          "from . import sibling",
          "from ...pkg.mod import (  # why",
          "    one,  # a ) bracket",
          "    two as other,",
          ")",
          "from vllm.x \\",
          "    import y, \\",
          "    z",
          "from vllm import *",
        ].join("\n"),
      ),
    ).toEqual([
      "1: os",
      "1: vllm.config",
      "1: json",
      "2: vllm LLM,SamplingParams",
      "3: . sibling",
      "4: ...pkg.mod one,two",
      "8: vllm.x y,z",
      "11: vllm *",
    ]);
  });

  it("are found wherever a statement can stand", () => {
    expect(brief("def f():\n\tif a: import b; from c import d\n\ttry:\n\t\timport e\r\n\tfinally: import f\n")).toEqual(
      ["2: b", "2: c d", "4: e", "5: f"],
    );
    expect(brief("x = (1,\nimport found_behind_an_unclosed_bracket\n")).toEqual([
      "2: found_behind_an_unclosed_bracket",
    ]);
  });

  it("are not what strings, comments and other words hold", () => {
    expect(
      brief(
        [
          '"""\nimport a\n"""',
          "'''from b import c'''",
          "# import d",
          "'\\\nimport e'",
          "raise E from cause",
          "x = yield from imports",
          "important = reimport",
          'f"{x["import"]} import y"',
          "r'\\'; import z",
          "a.import_module",
        ].join("\n"),
      ),
    ).toEqual([]);
  });

  it("are calls with a literal name, too", () => {
    expect(
      brief(
        [
          'm = importlib.import_module("vllm.lora")',
          "import_module(",
          "    '.models', package=__name__)",
          '__import__("vllm")',
          'pytest.importorskip("vllm", minversion="0.1")',
          'import_module("vllm." + name)',
          'import_module("vllm.%s" % name)',
          'import_module(f"vllm.{name}")',
          "import_module(name)",
        ].join("\n"),
      ),
    ).toEqual(["1: vllm.lora", "2: .models", "4: vllm", "5: vllm"]);
  });

  it("take linear time in hostile text", () => {
    for (const text of [
      "import ".repeat(300_000),
      "(".repeat(2_000_000),
      `${'"""'.repeat(300_001)}import a`,
      "from . ".repeat(300_000),
      "import_module(".repeat(200_000),
      "from a import (".repeat(100_000),
      "import a\\\n".repeat(200_000),
    ]) {
      const started = process.cpuUsage();
      importsOf(text);
      expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
    }
  });
});

describe("a file that mentions vLLM", () => {
  it("has it as a word", () => {
    for (const text of ["import vllm", "vllm.LLM", "`vllm`", '"source": "x\\nvllm.LLM"', "from vllm.x import y"])
      expect(mentionsVllm(text), text).toBe(true);
    for (const text of ["", "vllm_ascend", "use_vllm", "vllmx", "VLLM", "myvllm", "nvllm"])
      expect(mentionsVllm(text), text).toBe(false);
  });
});
