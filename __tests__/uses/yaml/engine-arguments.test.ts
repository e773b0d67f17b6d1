import { describe, expect, it } from "vitest";
import { linesOf, usesOf } from "./support.ts";

describe("a mapping of engine arguments", () => {
  it("is one by its key", async () => {
    const text = "llm:\n  engine_kwargs:\n    max_model_len: 4096\n    compilation_config: {level: 3, sizes: [1, 2]}\n";
    expect(await linesOf("serve.yaml", text)).toEqual(["3:5 yaml likely max_model_len compilation_config"]);
    const [use] = await usesOf("serve.yaml", text);
    expect(use?.kind === "config-file" && use.keys.map(({ value }) => value)).toEqual([
      "4096",
      '{"level":3,"sizes":[1,2]}',
    ]);
  });

  it.each(["engineArgs", "async_engine_args", "engine_init_kwargs"])("may be called %s", async (key) => {
    const text = `# vllm\nmodel:\n  ${key}:\n    swap_space: 4\n`;
    expect(await linesOf("a.yaml", text)).toEqual(["4:5 yaml likely swap_space"]);
  });

  it.each(["vllm_kwargs", "vllm_args", "vllmConfig"])("is vLLM's for certain where it is called %s", async (key) => {
    const text = `model:\n  ${key}:\n    swap_space: 4\n`;
    expect(await linesOf("a.yaml", text)).toEqual(["3:5 yaml swap_space"]);
  });

  it("is chosen among those of several engines", async () => {
    const text = "rollout:\n  engine_kwargs:\n    vllm:\n      swap_space: 4\n    sglang:\n      mem: 1\n";
    expect(await linesOf("a.yaml", text)).toContain("4:7 yaml swap_space");
    expect((await linesOf("a.yaml", text)).join()).not.toContain("mem");
  });

  it("sets nothing where it is null", async () => {
    const uses = await usesOf("a.yaml", "vllm_kwargs:\n  swap_space: null\n  max_model_len: 1\n  task:\n");
    expect(uses.map((use) => use.kind === "config-file" && [use.keys.map(({ key }) => key), use.quiet])).toEqual([
      [["max_model_len"], undefined],
      [["swap_space", "task"], "it is set to null, which programs leave out"],
    ]);
  });

  it("is none under other names, or another engine's", async () => {
    expect(await linesOf("a.yaml", "# vllm\ntrainer:\n  kwargs:\n    swap_space: 4\n")).toEqual([]);
    expect(await linesOf("a.yaml", "# vllm\nengine: sglang\nengine_kwargs:\n  swap_space: 4\n")).toEqual([]);
  });
});
