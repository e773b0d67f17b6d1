import type { ReleaseSource } from "../../src/breakage/release-source.ts";

/** A release whose files are given: `{ "vllm/__init__.py": "…" }`. */
export function memorySource(version: string, files: Record<string, string>): ReleaseSource {
  return {
    version,
    folder: `/releases/${version}`,
    names: Object.keys(files),
    text: async (name) => files[name],
  };
}
