import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { recordedPage } from "./fake-index.ts";
import { partHeaders } from "./range-server.ts";
import { wheelOf } from "./zip-builder.ts";

/** One small wheel for every release of the recorded index: a vLLM that is the same in all of them. */
const WHEEL = wheelOf([
  { name: "vllm/__init__.py", content: "class LLM:\n    pass\n" },
  { name: "vllm-0.0.0.dist-info/METADATA", content: "Metadata-Version: 2.4\nName: vllm\nVersion: 0.0.0\n" },
]);
const SHA256 = createHash("sha256").update(WHEEL).digest("hex");

/** The recorded page of vLLM, its files lying at `<url>/vllm/<filename>`. */
export function vllmPage(url: string): string {
  const page = JSON.parse(recordedPage("vllm.json")) as { files: { filename: string }[] };
  const files = page.files.map((file) => ({
    ...file,
    url: `${url}/vllm/${file.filename}`,
    size: WHEEL.length,
    hashes: { sha256: SHA256 },
  }));
  return JSON.stringify({ ...page, files });
}

/** Answers for the files of `vllmPage`, in ranges; false for other requests. */
export function serveVllmWheel(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.url?.startsWith("/vllm/") !== true) return false;
  const [, first = "0", last = "0"] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
  const part = WHEEL.subarray(Number(first), Number(last) + 1);
  response.writeHead(206, partHeaders(Number(first), part.length, WHEEL.length)).end(part);
  return true;
}
