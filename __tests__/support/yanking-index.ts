import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readIndexSettings } from "../../src/platform/index-config.ts";

export interface LoopbackIndex {
  readonly url: string;
  close(): Promise<void>;
}

interface Page {
  readonly files: { readonly filename: string; yanked: unknown }[];
}

/** An index with the real page of vLLM, on which one version's files are yanked. It has no other project. */
export async function yankingIndex(version: string, reason: string): Promise<LoopbackIndex> {
  const { defaultIndex } = await readIndexSettings(process.env);
  const type = "application/vnd.pypi.simple.v1+json";
  const answer = await fetch(`${defaultIndex}/vllm/`, { headers: { Accept: type } });
  const page = (await answer.json()) as Page;
  for (const file of page.files) if (file.filename.startsWith(`vllm-${version}`)) file.yanked = reason;
  const server = createServer((request, response) => {
    if (request.url !== "/simple/vllm/") return response.writeHead(404).end();
    return response.writeHead(200, { "Content-Type": type }).end(JSON.stringify(page));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
