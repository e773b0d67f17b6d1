import { describe, expect, it } from "vitest";
import { ownVllm } from "../../../src/breakage/scope/own-vllm.ts";

describe("a vLLM of the repository's own", () => {
  it("is told by vLLM's own module; what stands beside it imports it", () => {
    const own = ownVllm(["vllm/__init__.py", "vllm/entrypoints/llm.py", "tests/test_llm.py"]);
    expect(own.isPart("vllm/config.py")).toBe(true);
    expect(own.isPart("tests/test_llm.py")).toBe(false);
    expect(own.excluded("tests/test_llm.py")).toBe("it imports the repository's own vLLM (vllm/)");
  });

  it("concerns its own folder of a monorepo alone", () => {
    const own = ownVllm(["engine/vllm/__init__.py", "engine/vllm/entrypoints/llm.py", "app/main.py"]);
    expect(own.excluded("engine/bench.py")).toBe("it imports the repository's own vLLM (engine/vllm/)");
    expect(own.excluded("app/main.py")).toBeUndefined();
    expect(own.isPart("app/vllm/__init__.py")).toBe(false);
  });

  it("is not a folder that is only called vllm: its files use the one on the index", () => {
    const own = ownVllm(["tests/vllm/__init__.py", "tests/vllm/test_llm.py", "my-vllm/entrypoints/llm.py"]);
    expect(own.isPart("tests/vllm/test_llm.py")).toBe(false);
    expect(own.excluded("tests/vllm/test_llm.py")).toBeUndefined();
    expect(own.excluded("main.py")).toBeUndefined();
  });
});
