import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { LoopbackIndex } from "./yanking-index.ts";

/** An index with one pure package, version 1.0, that tells a size (PEP 700) and its metadata (PEP 658), and has no file. */
export async function hugePackageIndex(name: string, bytes: number): Promise<LoopbackIndex> {
  const wheel = `${name.replaceAll("-", "_")}-1.0-py3-none-any.whl`;
  const page = {
    meta: { "api-version": "1.1" },
    name,
    versions: ["1.0"],
    files: [
      {
        filename: wheel,
        url: `/files/${wheel}`,
        hashes: { sha256: "0".repeat(64) },
        size: bytes,
        "core-metadata": true,
      },
    ],
  };
  const server = createServer((request, response) => {
    if (request.url === `/simple/${name}/`) {
      return response
        .writeHead(200, { "Content-Type": "application/vnd.pypi.simple.v1+json" })
        .end(JSON.stringify(page));
    }
    if (request.url === `/files/${wheel}.metadata`) {
      return response.writeHead(200).end(`Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`);
    }
    return response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
