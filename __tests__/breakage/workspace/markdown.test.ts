import { describe, expect, it } from "vitest";
import { prepare } from "../../../src/breakage/workspace/prepare.ts";
import { checkerPlace, parse, prepared } from "./support.ts";

/** The document's text where the checker's position of `part` is. */
function at(document: string, part: string, path = "a.md"): string {
  const file = prepared(path, document);
  const place = file.toSource(checkerPlace(file.text, file.text.indexOf(part)));
  return (document.split("\n")[place.line - 1] ?? "").slice(place.column - 1, place.column - 1 + part.length);
}

describe("a document for the type checker", () => {
  it("is its Python blocks in order", () => {
    const document = [
      "# vllm",
      "```python title=x",
      "from vllm import LLM",
      "```",
      "~~~~py",
      "'```'",
      "~~~",
      "x = 1",
      "~~~~",
      "1. In a list:",
      "   ```{.python}",
      "   if y:",
      "       LLM(😀=1)".replace("😀", "é"),
      "   ```",
      "> ``` python3",
      "> z = LLM",
      "> ```",
      "```bash",
      "vllm serve",
      "```",
      "```python-repl",
      "no",
      "```",
      "- ```{code-block} python",
      "  last = 1",
      "  ```",
    ].join("\n");
    const file = prepared("docs/a.md", document.replace("~~~\nx", "x"));
    expect(file.path).toBe("docs/a.md.blocks.py");
    expect(file.origin).toBe("markdown");
    expect(file.text).toBe("from vllm import LLM\n'```'\nx = 1\nif y:\n    LLM(é=1)\nz = LLM\nlast = 1\n");
    for (const part of ["from vllm", "x = 1", "if y", "LLM(é", "z = LLM", "last"])
      expect(at(document.replace("~~~\nx", "x"), part)).toBe(part);
  });

  it("strips the prompts of a session and drops its output", () => {
    const document = "```pycon\n>>> import vllm\n>>> if x:\n...     vllm.y\n...\n>>>\n'output'\n```\n";
    expect(prepared("a.md", document).text).toBe("import vllm\nif x:\n    vllm.y\n\n\n");
    for (const part of ["import vllm", "vllm.y"]) expect(at(document, part)).toBe(part);
  });

  it("leaves out a block that is not valid, and keeps the others", () => {
    const document =
      "```python\nLLM(model=, <your arguments>)\n```\n```python\r\n!pip install vllm\r\nx = 'é😀'; y\r\n```\n```py\nunclosed = 1";
    expect(prepared("a.mdx", document).text).toBe("0                \r\nx = 'é😀'; y\r\nunclosed = 1\n");
    expect(at(document, "y\r", "a.mdx")).toBe("y\r");
    expect(at(document, "unclosed", "a.mdx")).toBe("unclosed");
  });

  it("is read in reStructuredText too", () => {
    const document =
      "T\n=\n\n.. code-block:: python\n   :linenos:\n\n   import vllm\n\n   vllm.x\n\nText.\n\n.. code:: bash\n\n   no\n";
    expect(prepared("a.rst", document).text).toBe("import vllm\n\nvllm.x\n\n");
    expect(at(document, "vllm.x", "a.rst")).toBe("vllm.x");
  });

  it("is nothing without Python", () => {
    for (const text of ["", "vllm", "```\nx = 1\n```", "```pyrex\nx\n```", "```python\n```", "    x = 1", "`python x`"])
      expect(prepare("a.md", text, parse), text).toEqual([]);
  });

  it("takes linear time in hostile text", () => {
    for (const text of [
      "```python\n".repeat(50_000),
      `\`\`\`python\n${" ".repeat(500_000)}x\n${" ".repeat(500_000)}y\n`,
      ">".repeat(500_000),
      "`".repeat(500_000),
      `\`\`\`python\n${"(".repeat(200_000)}`,
      `\`\`\`python\n${">>> ".repeat(100_000)}`,
      `\`\`\`python\n${"a ".repeat(200_000)}?`,
      `\`\`\`python\n${"%a \\\n".repeat(50_000)}`,
    ]) {
      const started = process.cpuUsage();
      prepare("a.md", text, parse);
      expect(process.cpuUsage(started).user, text.slice(0, 20)).toBeLessThan(5_000_000);
    }
  });
});
