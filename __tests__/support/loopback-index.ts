import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { close, listen } from "./loopback.ts";

export interface LoopbackIndex {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** `GET /simple/vllm/`, in order. */
  readonly requests: { readonly line: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
}

/** A real HTTP server on the loopback interface that answers as told. */
export async function loopbackIndex(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<LoopbackIndex> {
  const requests: LoopbackIndex["requests"] = [];
  const server = createServer((request, response) => {
    requests.push({ line: `${request.method} ${request.url}`, authorization: request.headers.authorization });
    answer(request, response);
  });
  return { url: await listen(server), requests, close: () => close(server) };
}
