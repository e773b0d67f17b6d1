import { type LoopbackIndex, loopbackIndex } from "../../support/loopback-index.ts";

export interface IndexedRelease {
  readonly version: string;
  /** PEP 592: the reason. */
  readonly yanked?: string;
}

export interface ReleaseIndex extends LoopbackIndex {
  /** Simple index root, as `UV_DEFAULT_INDEX` takes it. */
  readonly simple: string;
}

/** A package index (PEP 691) with nothing but these releases of vLLM. Its files cannot be downloaded. */
export async function startReleaseIndex(releases: readonly IndexedRelease[]): Promise<ReleaseIndex> {
  const page = JSON.stringify({ meta: { "api-version": "1.1" }, name: "vllm", files: releases.map(fileOf) });
  const index = await loopbackIndex((request, response) => {
    const found = request.url === "/simple/vllm/";
    response.writeHead(found ? 200 : 404, { "Content-Type": "application/vnd.pypi.simple.v1+json" });
    response.end(found ? page : "");
  });
  return { ...index, simple: `${index.url}/simple` };
}

function fileOf({ version, yanked }: IndexedRelease, position: number) {
  const filename = `vllm-${version}-py3-none-any.whl`;
  return {
    filename,
    url: `/files/${filename}`,
    hashes: { sha256: String(position).padStart(64, "0") },
    size: 1_000,
    "requires-python": ">=3.8",
    "upload-time": `2026-0${position + 1}-01T00:00:00Z`,
    yanked: yanked ?? false,
  };
}
