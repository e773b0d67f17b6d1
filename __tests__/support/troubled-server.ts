import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { type LoopbackIndex, loopbackIndex } from "./loopback-index.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const send =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

/** How a service fails in practice, each over a real connection. */
export const TROUBLES: Readonly<Record<string, Answer>> = {
  "does not answer": () => {},
  "sends one byte and stops": (_, response) => {
    response.writeHead(200);
    response.write("{");
  },
  "drips a byte at a time": (_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(" "), 10);
    response.on("close", () => clearInterval(timer));
  },
  "never ends its answer": (_, response) => {
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(1_000_000)));
    };
    response.on("drain", more);
    more();
  },
  "breaks the connection": (request) => request.socket.destroy(),
  "breaks off in its answer": (_, response) => {
    response.writeHead(200, { "Content-Length": "1000" });
    response.write("{");
    setTimeout(() => response.destroy(), 10);
  },
  "answers a page for people": send(200, "<!doctype html><h1>Maintenance</h1>", { "Content-Type": "text/html" }),
  "answers half a document": send(200, '{"vulns": [{"id": "CVE-'),
  "answers another document": send(200, '["a", 1]'),
  "answers nothing": send(200, ""),
  "answers 500": send(500, "oops"),
  "answers 503 and asks for an hour": send(503, "", { "Retry-After": "3600" }),
  "answers 429 and asks for an hour": send(429, "", { "Retry-After": "3600" }),
  "answers 403": send(403, '{"message": "forbidden"}'),
  "sends people in circles": (request, response) => {
    response.writeHead(307, { Location: request.url ?? "/" });
    response.end();
  },
};

/** Answers in one of these ways, whatever is asked. */
export function troubledServer(trouble: string): Promise<LoopbackIndex> {
  return loopbackIndex(TROUBLES[trouble] ?? (() => {}));
}

/** An address where nobody listens. */
export async function nobodyThere(): Promise<string> {
  const server = createTcpServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}
