import { describe, expect, it } from "vitest";
import { changedDefaults } from "../../../src/breakage/surface/changed-defaults.ts";
import type { Use } from "../../../src/uses/use.ts";
import { at, command, option, surface, use } from "./support.ts";

const of = (version: string, value: string | undefined) => {
  const over = value === undefined ? {} : { default: value };
  return surface(version, {
    options: [
      option("--utilization", "value", over),
      option("--config"),
      option("--json", "value", { config: "JsonConfig" }),
    ],
    configs: {
      JsonConfig: { depth: over, inner: { config: "InnerConfig" } },
      InnerConfig: { a: over },
      Other: { b: over },
    },
    parameters: { EngineArgs: { utilization: over, seed: over }, SamplingParams: { top_k: over }, LLM: { seed: over } },
    variables: { VLLM_A: over, VLLM_B: over, VLLM_C: over },
    requests: { ChatCompletionRequest: { top_k: over, min_p: over } },
  });
};
const [before, after] = [of("1", "0.9"), of("2", "0.92")];

const names = (uses: readonly Use[], usesPython = false) =>
  changedDefaults(before, after, uses, usesPython).map(({ owner, name }) =>
    owner === undefined ? name : `${owner}.${name}`,
  );

describe("the defaults that change", () => {
  it("are those of what the repository uses", () => {
    expect(names([])).toEqual([]);
    expect(names([command("qwen")])).toEqual(["--utilization", "JsonConfig.depth", "InnerConfig.a"]);
    expect(names([command("qwen", { quiet: "it stands in a document" })])).not.toContain("--utilization");
  });

  it("are no change for an option that every command gives", () => {
    expect(names([command("--utilization 0.8")])).not.toContain("--utilization");
    expect(names([command("--util 0.8"), command("qwen")])).toContain("--utilization");
    const file = use("config-file", { keys: [{ key: "utilization", value: "0.8", place: at() }] });
    expect(names([command("--config a.yaml"), file])).not.toContain("--utilization");
    expect(names([command("qwen"), file])).toContain("--utilization");
  });

  it("are the classes' where Python uses vLLM, each said once", () => {
    expect(names([command("qwen")], true)).toEqual([
      ...["--utilization", "JsonConfig.depth", "InnerConfig.a", "EngineArgs.seed", "SamplingParams.top_k"],
    ]);
  });

  it("are those of variables that are named and not set, and of request fields that are not sent", () => {
    const uses = [
      use("variable", { name: "VLLM_A", access: "set" }),
      use("variable", { name: "VLLM_B", access: "read" }),
      use("request-field", { field: "min_p", endpoint: "/v1/chat/completions" }),
    ];
    expect(names(uses)).toEqual(["VLLM_B", "ChatCompletionRequest.top_k"]);
  });

  it("are weak where one of the two is computed or None, and equal in another writing", () => {
    const [one, ...others] = changedDefaults(before, of("2", "None"), [command("qwen")], false);
    expect(one).toEqual({
      ...{ kind: "option", name: "--utilization", current: "0.9", target: "None", weak: true },
      evidence: "vllm/engine/arg_utils.py:7 in 2",
    });
    expect(others.every(({ weak }) => weak)).toBe(true);
    expect(changedDefaults(of("1", '"a"'), of("2", "'a'"), [command("qwen")], true)).toEqual([]);
    expect(changedDefaults(before, of("2", undefined), [command("qwen")], false)[0]).not.toHaveProperty("target");
  });
});
