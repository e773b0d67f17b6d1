import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cancelled-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

// A cancelled job gets SIGINT and then SIGTERM.
it.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("leaves no environment behind when %s ends it", async (signal, status) => {
  const page = JSON.stringify({
    files: ["0.31.0", "0.32.0"].map((version) => ({
      filename: `vllm-${version}.tar.gz`,
      url: "x.tar.gz",
      yanked: false,
    })),
  });
  // Tells vLLM's releases, and then keeps everybody waiting.
  const server = createServer((request, response) => {
    if (request.url === "/simple/vllm/") {
      response.writeHead(200, { "Content-Type": "application/vnd.pypi.simple.v1+json" }).end(page);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const temp = join(folder, "temp");
  mkdirSync(temp);
  writeFileSync(join(folder, "requirements.txt"), "vllm==0.31.0\n");
  const cli = join(import.meta.dirname, "..", "..", "dist", "cli.js");
  const index = `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple`;
  const env = { ...process.env, PIP_INDEX_URL: index, RUNNER_TEMP: temp, RUNNER_TOOL_CACHE: join(folder, "tools") };
  const child = spawn(process.execPath, [cli, "--root", folder, "--to", "0.32.0", "--checks", "static"], { env });
  const ended = new Promise((resolve) => child.on("close", resolve));
  try {
    // One for the analysis of the code, one for the environments.
    await expect.poll(() => readdirSync(temp).length, { timeout: 20_000 }).toBe(2);
    child.kill(signal);
    expect(await ended).toBe(status);
    expect(readdirSync(temp)).toEqual([]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
