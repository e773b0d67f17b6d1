import { describe, expect, it } from "vitest";
import { commands, others, usesIn, written } from "./support.ts";

const notebook = (...cells: string[]) =>
  JSON.stringify(
    {
      cells: cells.map((source) => ({ cell_type: "code", source: source.split(/(?<=\n)/), metadata: {}, outputs: [] })),
      metadata: { language_info: { name: "python" } },
      nbformat: 4,
    },
    undefined,
    1,
  );

describe("notebooks", () => {
  it("give commands to a shell, and set variables", () => {
    const text = notebook(
      "!vllm serve {model} \\\n  --port {port} --x\n",
      "%env VLLM_A=1\n%set_env VLLM_B two\n%env VLLM_C\n",
      "%%bash --bg\nexport VLLM_D=1\nvllm serve m --y\n",
    );
    expect(commands(text, "a.ipynb")).toEqual(["-serve: *? --port *? --x", "-serve: m --y"]);
    expect(others("variable", text, "a.ipynb").sort()).toEqual([
      "-set VLLM_A=1 @VLLM_A",
      "-set VLLM_B=two @VLLM_B",
      "-set VLLM_D=1 @VLLM_D",
    ]);
  });

  it("hold Python, each word in its place in the file", () => {
    const text = notebook('cmd = ["vllm", "serve", "m"]\n', 'cmd += ["--x"]\nimport os\nos.environ["VLLM_A"] = "1"\n');
    const uses = usesIn(text, "a.ipynb");
    const command = uses.find((use) => use.kind === "command");
    expect(command?.kind === "command" && command.words.map((word) => [word.text, written(text, word.place)])).toEqual([
      ["m", "m"],
      ["--x", "--x"],
    ]);
    expect(uses.map((use) => [use.format, use.quiet])).toEqual(uses.map(() => ["notebook", "it stands in a notebook"]));
    expect(others("variable", text, "a.ipynb")).toEqual(["-set VLLM_A=1 @VLLM_A"]);
  });

  it("that are not well formed, or not Python's, give nothing", () => {
    expect(usesIn('{"cells": [ vllm serve m', "a.ipynb")).toEqual([]);
    expect(usesIn(notebook("!vllm serve m").replace('"python"', '"R"'), "a.ipynb")).toEqual([]);
  });
});

describe("documents", () => {
  it("hold Python that does not alarm", () => {
    const text = '# vLLM\n\n```python\nos.environ["VLLM_A"] = "1"\n```\n\n```text\nos.environ["VLLM_B"] = "1"\n```\n';
    const [use, ...more] = usesIn(text, "docs/a.md");
    expect(use).toMatchObject({ kind: "variable", format: "document", quiet: "it stands in a document" });
    expect(use?.place).toEqual({ path: "docs/a.md", line: 4, column: 13, endLine: 4, endColumn: 19 });
    expect(more).toEqual([]);
  });
});
