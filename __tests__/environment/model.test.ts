import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { modelRequest } from "../../src/environment/model.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const assets = fileURLToPath(new URL("../../assets", import.meta.url));

describe("modelRequest", () => {
  it("is the built-in model with its golden tokens, offline and small", async () => {
    const request = await modelRequest(undefined, root, assets, false);
    expect(request.model).toMatch(/assets\/tiny-opt$/);
    expect(request.env).toEqual({ HF_HUB_OFFLINE: "1" });
    expect(request.request.options).toMatchObject({ dtype: "float32", max_model_len: 64, gpu_memory_utilization: 0.1 });
    expect(request.golden?.prompts.map(({ text }) => text)).toEqual(request.request.prompts.map(({ text }) => text));
    for (const { tokenIds, promptTokenIds } of request.golden?.prompts ?? []) {
      expect(tokenIds).toHaveLength(request.request.maxTokens);
      expect(promptTokenIds.length + tokenIds.length).toBeLessThanOrEqual(64);
    }
    expect((await modelRequest(undefined, root, assets, true)).request.options).toMatchObject({
      gpu_memory_utilization: 0.2,
    });
  });

  it("is a folder of the repository, offline, or a hub id", async () => {
    const folder = await modelRequest("assets/tiny-opt", root, assets, false);
    expect(folder).toMatchObject({ model: `${root}assets/tiny-opt`, golden: undefined, env: { HF_HUB_OFFLINE: "1" } });
    const hub = await modelRequest("facebook/opt-125m", root, assets, false);
    expect(hub).toMatchObject({ model: "facebook/opt-125m", golden: undefined, env: {} });
    expect(hub.request.options).not.toHaveProperty("dtype");
  });
});
