import { describe, expect, it } from "vitest";
import { prepare } from "../../../src/breakage/workspace/prepare.ts";
import { checkerPlace, parse, prepared } from "./support.ts";

const code = (...source: readonly string[]) => ({ cell_type: "code", metadata: {}, source });
const notebook = (cells: readonly unknown[], metadata: unknown = {}) =>
  JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1);

/** Where the checker's position of `part` is, and the JSON text that stands there. */
function at(path: string, json: string, part: string) {
  const file = prepared(path, json);
  const place = file.toSource(checkerPlace(file.text, file.text.indexOf(part)));
  const line = json.split("\n")[place.line - 1] ?? "";
  return { where: place.where, json: line.slice(place.column - 1, place.column - 1 + part.length) };
}

describe("a notebook for the type checker", () => {
  it("is its code cells in order, mapped to the lines of the JSON", () => {
    const json = notebook([
      { cell_type: "markdown", source: ["vllm"] },
      code('print("😀\\t")\n', "import vllm"),
      code("vllm.gone\n", "\n", "x = vllm.y"),
    ]);
    const file = prepared("a/b.ipynb", json);
    expect(file.path).toBe("a/b.ipynb.cells.py");
    expect(file.origin).toBe("notebook");
    expect(file.text).toBe('print("😀\\t")\nimport vllm\nvllm.gone\n\nx = vllm.y\n');
    expect(at("a.ipynb", json, "import vllm")).toEqual({ where: "cell 2, line 2", json: "import vllm" });
    expect(at("a.ipynb", json, "vllm.gone")).toEqual({ where: "cell 3, line 1", json: "vllm.gone" });
    expect(at("a.ipynb", json, "vllm.y")).toEqual({ where: "cell 3, line 3", json: "vllm.y" });
    // A range that ends with the cell ends in its string.
    expect(file.toSource(checkerPlace(file.text, file.text.length - 1))).toMatchObject({ where: "cell 3, line 3" });
  });

  it("counts every escape sequence as what it is in the JSON", () => {
    const json = `{"cells":[{"cell_type":"code","source":"\\u0061 = '\\ud83d\\ude00\\"\\\\n\\/'; vllm.gone\\n\\tvllm.other"}]}`;
    const file = prepared("a.ipynb", json);
    expect(file.text).toBe("a = '😀\"\\n/'; vllm.gone\n\tvllm.other\n");
    for (const part of ["vllm.gone", "vllm.other", " = '"]) expect(at("a.ipynb", json, part).json).toBe(part);
    expect(at("a.ipynb", json, "a = ").json).toBe("\\u00");
    expect(file.toSource({ line: 1, column: 2 }).column).toBe(json.indexOf(" = '") + 1);
  });

  it("reads one string, worksheets of nbformat 3, and a byte order mark", () => {
    expect(prepared("a.ipynb", notebook([{ cell_type: "code", source: "a\nb" }])).text).toBe("a\nb\n");
    const old = {
      worksheets: [{ cells: [{ cell_type: "code", language: "python", input: ["a\n", "b"] }] }],
      nbformat: 3,
    };
    const json = `\ufeff${JSON.stringify(old)}`;
    expect(prepared("a.ipynb", json).text).toBe("a\nb\n");
    expect(at("a.ipynb", json, "b").json).toBe("b");
  });

  it("overwrites what only IPython understands", () => {
    // A statement (or an expression) and blanks, at the same length.
    const gone = (command: string) => `0${" ".repeat(command.length - 1)}`;
    const blank = (text: string) => " ".repeat(text.length);
    const cases = [
      ["%pip install vllm\nx", `${gone("%pip install vllm")}\nx\n`],
      ["if a:\n    !pip \\\n  vllm\nx", `if a:\n    ${gone("!pip \\")}\n${blank("  vllm")}\nx\n`],
      ["out = !ls -l\nx", `out = ${gone("!ls -l")}\nx\n`],
      ["y = %time f()", `y = ${gone("%time f()")}\n`],
      ["vllm.LLM?\n?vllm\nx??", `${gone("vllm.LLM?")}\n${gone("?vllm")}\n${gone("x??")}\n`],
      ['s = """\n%pip\n!x\n"""', 's = """\n%pip\n!x\n"""\n'],
      ["x = (a\n% b)\nc = a %b", "x = (a\n% b)\nc = a %b\n"],
      ["%%time\nx", `${blank("%%time")}\nx\n`],
      ["%%writefile serve.py\nx", `${blank("%%writefile serve.py")}\nx\n`],
    ] as const;
    for (const [cell, expected] of cases) expect(prepared("a.ipynb", notebook([code(cell)])).text).toBe(expected);
  });

  it("leaves out cells that are not Python, or would swallow the next", () => {
    const cells = ["%%bash\nls", "%%writefile a.txt\nx", "x = (1,", 's = """', "y = \\", "kept"].map((one) =>
      code(one),
    );
    const file = prepared("a.ipynb", notebook(cells));
    expect(file.text).toBe("kept\n");
    expect(file.toSource({ line: 1, column: 1 }).where).toBe("cell 6, line 1");
  });

  it("is nothing when it is malformed or of another language", () => {
    for (const text of [
      "",
      "{",
      "[]",
      "null",
      '{"cells": 1}',
      '{"cells": [null, {"cell_type": "code"}, {"cell_type": "code", "source": 5}]}x',
      notebook([]),
      notebook([code("x")], { kernelspec: { language: "julia" } }),
      notebook([code("x")], { language_info: { name: "R" } }),
      "[".repeat(200_000),
      `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
    ])
      expect(prepare("a.ipynb", text, parse), text.slice(0, 80)).toEqual([]);
    expect(prepared("a.ipynb", notebook([code("x")], { kernelspec: { language: "python" } })).text).toBe("x\n");
  });
});
