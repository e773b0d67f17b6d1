import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readBody, request } from "../../src/platform/http.ts";
import { proxiedFetch } from "../../src/platform/proxied-fetch.ts";
import { type LoopbackIndex, loopbackIndex } from "../support/loopback-index.ts";

let proxy: Server;
let target: LoopbackIndex;
let asked: string[];
beforeEach(async () => {
  asked = [];
  target = await loopbackIndex((_, response) => response.end("here"));
  // RFC 9110, 9.3.6: a tunnel. Whatever name it is asked for leads to the target.
  proxy = createServer().on("connect", ({ url = "" }, client) => {
    asked.push(url);
    const upstream = connect(Number(new URL(target.url).port), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(client).pipe(upstream);
    });
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await target.close();
});

const address = () => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

describe("proxiedFetch", () => {
  it("is the platform's own where no proxy is set", async () => {
    expect(await proxiedFetch({ HTTPS_PROXY: "", NO_PROXY: "*" })).toBe(globalThis.fetch);
  });

  it("goes through the proxy, and works as the platform's does", async () => {
    const fetch = await proxiedFetch({ http_proxy: address() });
    const response = await request(fetch, "http://u:p@index.example/simple/", { headers: { Accept: "x" } });
    expect((await readBody(response, 100)).toString()).toBe("here");
    expect(asked).toEqual(["index.example:80"]);
    expect(target.requests[0]).toMatchObject({ authorization: `Basic ${Buffer.from("u:p").toString("base64")}` });
  });

  it("goes past it where it is told to", async () => {
    const fetch = await proxiedFetch({ HTTP_PROXY: address(), NO_PROXY: "127.0.0.1" });
    const response = await request(fetch, target.url);
    expect(response.status).toBe(200);
    await response.body?.cancel();
    expect(asked).toEqual([]);
  });
});
