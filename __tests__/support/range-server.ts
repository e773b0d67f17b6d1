import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Fetch } from "../../src/platform/http.ts";
import { close, listen } from "./loopback.ts";

export interface RangeServer {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** `first-last` of every range asked for, in order. */
  readonly ranges: string[];
  readonly authorizations: (string | undefined)[];
  /** The most requests that were being answered at one time. */
  readonly busiest: () => number;
  close(): Promise<void>;
}

export interface Asked {
  readonly first: number;
  readonly last: number;
  /** 0 for the first request of all. */
  readonly index: number;
}

/**
 * A real HTTP server on the loopback interface that gives ranges of one file (RFC 9110, 14).
 *
 * @param meddle answers in its own way and returns true, or leaves the request to the server
 */
export async function rangeServer(
  file: Buffer,
  meddle: (asked: Asked, response: ServerResponse, request: IncomingMessage) => boolean | Promise<boolean> = () =>
    false,
): Promise<RangeServer> {
  const ranges: string[] = [];
  const authorizations: (string | undefined)[] = [];
  let busy = 0;
  let busiest = 0;
  const server = createServer(async (request, response) => {
    const [, first = "", last = ""] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
    busiest = Math.max(busiest, ++busy);
    response.once("close", () => busy--);
    authorizations.push(request.headers.authorization);
    const asked = { first: Number(first), last: Number(last), index: ranges.push(`${first}-${last}`) - 1 };
    if (await meddle(asked, response, request)) return;
    if (first === "" || asked.first >= file.length) {
      response.writeHead(416, { "Content-Range": `bytes */${file.length}` }).end();
      return;
    }
    const part = file.subarray(asked.first, asked.last + 1);
    response.writeHead(206, partHeaders(asked.first, part.length, file.length)).end(part);
  });
  return { url: await listen(server), ranges, authorizations, busiest: () => busiest, close: () => close(server) };
}

export function partHeaders(first: number, length: number, total: number): Record<string, string> {
  return { "Content-Range": `bytes ${first}-${first + length - 1}/${total}`, "Content-Length": String(length) };
}

/** The same server without a network, for a thousand files a second. */
export function rangeFetch(file: Buffer): Fetch {
  return async (_, init) => {
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(new Headers(init?.headers).get("Range") ?? "") ?? [];
    if (first === undefined || Number(first) >= file.length) return new Response("", { status: 416 });
    const part = file.subarray(Number(first), Number(last) + 1);
    const headers = partHeaders(Number(first), part.length, file.length);
    return new Response(new Uint8Array(part), { status: 206, headers });
  };
}
