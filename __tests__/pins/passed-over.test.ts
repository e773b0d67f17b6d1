import { describe, expect, it } from "vitest";
import { readManifests } from "../../src/pins/read.ts";
import { loadBoundedPython } from "../support/python-grammar.ts";
import { memoryTree } from "./support.ts";

const PIN = "pip install vllm==0.31.0\n";

async function read(file: string, text: string) {
  return readManifests(memoryTree({ [file]: text }), loadBoundedPython);
}

describe("files that are passed over", () => {
  it.each([
    ["install.sh", `${PIN}${"echo a\n".repeat(30_000)}`, "it has more than 200,000 characters"],
    ["Makefile", `all:\n\t${PIN}${"# a\n".repeat(60_000)}`, "it has more than 200,000 characters"],
    ["Dockerfile", `FROM a\nRUN ${PIN}${"# a\n".repeat(60_000)}`, "it has more than 200,000 characters"],
    [".env", `VLLM_VERSION=0.31.0\n${"A=b\n".repeat(60_000)}`, "it has more than 200,000 characters"],
    ["data.py", `run("${PIN.trim()}")\n${"x = 1\n".repeat(100_000)}`, "it has more than 500,000 characters"],
    ["deep.py", `run("${PIN.trim()}")\nx = ${"(".repeat(300)}${")".repeat(300)}\n`, "it nests more than 200 brackets"],
    ["all.yaml", `run: ${PIN}${"# a\n".repeat(300_000)}`, "a YAML document in it is longer than 1,000,000 characters"],
    ["deep.yaml", `run: ${PIN}a: ${"[".repeat(300)}`, "a YAML document in it is nested too deep"],
    ["page.md", `    ${PIN}${"a b\n".repeat(300_000)}`, "it has more than 1,000,000 characters"],
  ])("%s is named, and is no error", async (file, text, why) => {
    const { pins, problems } = await read(file, text);
    expect(pins).toEqual([]);
    expect(problems).toMatchObject([
      { file, passedOver: true, message: expect.stringContaining(`It was not searched for pins: ${why}`) },
    ]);
  });

  it.each([
    ["install.sh", `vllm serve a\n${"echo a\n".repeat(30_000)}`],
    ["data.py", `import vllm\n${"x = 1\n".repeat(100_000)}`],
    ["all.yaml", `name: vllm\n${"# a\n".repeat(300_000)}`],
    ["Dockerfile", `FROM a\nRUN pip install torch\n${"# a\n".repeat(60_000)}`],
  ])("%s is not, where it only speaks of vLLM", async (file, text) => {
    expect((await read(file, text)).problems).toEqual([]);
  });

  it("reads the other documents of a long file", async () => {
    const { pins, problems } = await read("all.yaml", `run: ${PIN}${"# a\n".repeat(300_000)}---\nrun: ${PIN}`);
    expect(pins).toHaveLength(1);
    expect(problems).toHaveLength(1);
  });
});
