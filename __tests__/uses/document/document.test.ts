import { beforeAll, expect, test } from "vitest";
import { documents } from "../../../src/uses/document/document.ts";
import type { UseContext } from "../../../src/uses/reader.ts";
import { readFile, summary, textAt, useContext } from "../support/shell.ts";

let context: UseContext;
beforeAll(async () => {
  context = await useContext();
});

const QUIET = " (it stands in a document)";

test.each([
  ["```bash\nvllm serve <model> --a\n```", ["serve ?* --a"]],
  ["1. x\n   ```sh\n   export VLLM_A=1\n   ```", ["VLLM_A=1"]],
  [
    "```console\n$ vllm serve m \\\n>   --a\nINFO vllm serve no\n(venv) $ vllm serve n\n```",
    ["serve m --a", "serve n"],
  ],
])("%j", (text, expected) => {
  const found = readFile(documents, context, "README.md", text) ?? [];
  expect(found.map(summary)).toEqual(expected.map((use) => use + QUIET));
});

test("a directive of reStructuredText", () => {
  const text = ".. code-block:: console\n\n   $ vllm serve m --swap-space 4\n";
  const [use] = readFile(documents, context, "docs/x.rst", text) ?? [];
  expect(use && summary(use)).toBe(`serve m --swap-space 4${QUIET}`);
  expect(use?.kind === "command" && use.words.map(({ place }) => textAt(text, place))).toEqual([
    "m",
    "--swap-space",
    "4",
  ]);
});

test.each(["vllm serve m", "```python\nvllm serve m\n```", "```\nvllm serve m\n```"])("not %j", (text) => {
  expect(readFile(documents, context, "README.md", text)).toEqual([]);
});
