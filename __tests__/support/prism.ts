import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { slimDescription } from "./github-description.ts";
import { close, listen } from "./loopback.ts";

const require = createRequire(import.meta.url);
const PRISM = require.resolve("@stoplight/prism-cli");
const READY_MS = 30_000;

export interface Prism {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A proxy that holds every request to GitHub's own OpenAPI description (else 422) and every answer of the upstream too
 * (else 500).
 */
export async function startPrism(upstream: string): Promise<Prism> {
  const folder = await mkdtemp(join(tmpdir(), "prism-"));
  const description = join(folder, "github.json");
  await writeFile(description, JSON.stringify(await slimDescription()));
  const port = await freePort();
  const options = ["proxy", "--errors", "--host", "127.0.0.1", "--port", port, description, upstream];
  const child = spawn(process.execPath, [PRISM, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  const closing = once(child, "close");
  const stop = async () => {
    child.kill("SIGKILL");
    await closing;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(child.stdout, child.stderr, closing);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, close: stop };
}

async function ready(
  stdout: NodeJS.ReadableStream,
  stderr: NodeJS.ReadableStream,
  closing: Promise<unknown>,
): Promise<void> {
  let output = "";
  const listening = new Promise<void>((done) => {
    for (const stream of [stdout, stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
        if (output.includes("Prism is listening")) done();
      });
    }
  });
  const timeout = new Promise((_, reject) =>
    setTimeout(() => reject(new Error("no answer in time")), READY_MS).unref(),
  );
  await Promise.race([listening, timeout, closing.then(() => Promise.reject(new Error("it ended")))]).catch((cause) => {
    throw new Error(`Prism did not start:\n${output}`, { cause });
  });
}

/** Prism does not say which port it got when it may choose, so one is chosen for it. */
async function freePort(): Promise<string> {
  const server = createServer();
  const { port } = new URL(await listen(server));
  await close(server);
  return port;
}
