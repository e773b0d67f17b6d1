import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Golden } from "../checks/check.ts";
import { isFolder } from "../platform/files.ts";

/** What the inference probe is asked to run. */
export interface ModelRequest {
  /** Folder, or hub id. */
  readonly model: string;
  /** Content of the probe's request file. */
  readonly request: {
    readonly maxTokens: number;
    readonly prompts: readonly { readonly text: string }[];
    readonly options: object;
  };
  /** The tokens it must produce, where they are known. */
  readonly golden: Golden | undefined;
  readonly env: Readonly<Record<string, string>>;
}

interface GoldenFile extends Golden {
  readonly maxTokens: number;
}

const OFFLINE = { HF_HUB_OFFLINE: "1" };

/** The built-in model with its golden tokens, or the user's own. */
export async function modelRequest(
  model: string | undefined,
  root: string,
  assets: string,
  gpuHost: boolean,
): Promise<ModelRequest> {
  const folder = join(assets, "tiny-opt");
  const golden = JSON.parse(await readFile(join(folder, "golden.json"), "utf8")) as GoldenFile;
  const prompts = golden.prompts.map(({ text }) => ({ text }));
  const common = { enforce_eager: true, max_num_seqs: 4, seed: 0 };
  if (model === undefined) {
    // Float32 and a short context: the same tokens on every device, and little memory.
    const options = { ...common, dtype: "float32", max_model_len: 64, gpu_memory_utilization: gpuHost ? 0.2 : 0.1 };
    return { model: folder, request: { maxTokens: golden.maxTokens, prompts, options }, golden, env: OFFLINE };
  }
  const path = resolve(root, model);
  const local = await isFolder(path);
  return {
    model: local ? path : model,
    request: { maxTokens: golden.maxTokens, prompts, options: common },
    golden: undefined,
    env: local ? OFFLINE : {},
  };
}
