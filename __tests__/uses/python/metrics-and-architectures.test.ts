import { describe, expect, it } from "vitest";
import type { MetricUse, Use } from "../../../src/uses/use.ts";
import { others, usesIn } from "./support.ts";

const isMetric = (use: Use): use is MetricUse => use.kind === "metric";

describe("metrics", () => {
  const metrics = (text: string) => others("metric", text);

  it("are queried in strings", () => {
    expect(
      metrics('q = "sum(rate(vllm:prompt_tokens_total[5m]))"\nNAMES = {"vllm:num_requests_running": "r"}'),
    ).toEqual([
      "vllm:prompt_tokens_total @vllm:prompt_tokens_total",
      "vllm:num_requests_running @vllm:num_requests_running",
    ]);
    expect(metrics('if sample.name == "vllm:a": pass\nq = f"""\nvllm:b{{model="{m}"}} > 1"""')).toEqual([
      "vllm:a @vllm:a",
      "vllm:b @vllm:b",
    ]);
    expect(metrics('total = sum_metric("vllm:a")\nlog.warning("no vllm:b")')).toEqual([
      "vllm:a @vllm:a",
      "-vllm:b @vllm:b",
    ]);
  });

  it("may name families where a string is a name and nothing else", () => {
    const found = usesIn('family.name == "vllm:a_seconds"; q = "sum(vllm:b_seconds)"').filter(isMetric);
    expect(found.map(({ name, family }) => [name, family])).toEqual([
      ["vllm:a_seconds", true],
      ["vllm:b_seconds", undefined],
    ]);
  });

  it("that the file declares or shows itself, and docstrings, are none", () => {
    for (const text of [
      'g = Gauge("vllm:own", "what it is")',
      'c = prometheus_client.Counter(name="vllm:own", documentation="x")',
      '"""vllm:a"""',
      'page = f"# TYPE vllm:a gauge\\nvllm:a{{m=\\"1\\"}} {value}\\n"',
      'image = "vllm/vllm-openai:latest"',
    ])
      expect(metrics(text)).toEqual([]);
  });
});

describe("architectures", () => {
  const architectures = (text: string) => others("architecture", text);

  it("are named to vLLM", () => {
    expect(architectures('LLM(hf_overrides={"architectures": ["AForCausalLM"]})  # vllm')).toEqual([
      "AForCausalLM @AForCausalLM",
    ]);
    expect(
      architectures(
        'from vllm import ModelRegistry\nif "AModel" in config.architectures or config.architectures[0] == "BModel": pass\nModelRegistry.resolve_model_cls(["CModel"])\nconfig.architectures = ["DModel"]',
      ).sort(),
    ).toEqual(["A", "B", "C", "D"].map((name) => `~${name}Model @${name}Model`));
  });

  it("that are registered here, or other libraries', are none", () => {
    for (const text of [
      'from vllm import ModelRegistry\nModelRegistry.register_model("OwnModel", "own:Model")\nif "OwnModel" in config.architectures: pass',
      'import transformers  # vllm\nif "AModel" in config.architectures: pass',
      'from vllm import LLM\nx = {"other": ["AModel"]}',
    ])
      expect(architectures(text)).toEqual([]);
  });
});
