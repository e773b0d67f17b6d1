import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openThread } from "../../src/platform/thread.ts";

const folder = mkdtempSync(join(tmpdir(), "thread-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = join(folder, "answers.mjs");
writeFileSync(
  file,
  `import { parentPort, threadId, workerData } from "node:worker_threads";
parentPort.on("message", async (request) => {
  if (request === "throw") throw new TypeError("no such release");
  await null;
  parentPort.postMessage({ request, workerData, threadId });
});
`,
);

interface Answer {
  readonly request: string;
  readonly workerData: string;
  readonly threadId: number;
}

const open = () => openThread<string, Answer>(file, "root");

describe("openThread", () => {
  it("answers requests in their order, in one thread", async () => {
    const ask = open();
    const answers = await Promise.all([ask("a"), ask("b"), ask("c")]);
    expect(answers.map(({ request, workerData }) => [request, workerData])).toEqual([
      ["a", "root"],
      ["b", "root"],
      ["c", "root"],
    ]);
    expect(new Set(answers.map(({ threadId }) => threadId)).size).toBe(1);
  });

  it("rejects with what the thread throws, and answers the next request in another thread", async () => {
    const ask = open();
    const before = await ask("a");
    const [thrown, after] = await Promise.allSettled([ask("throw"), ask("b")]);
    expect(thrown).toMatchObject({ status: "rejected", reason: { name: "TypeError", message: "no such release" } });
    expect(after).toMatchObject({ status: "fulfilled", value: { request: "b" } });
    expect(after.status === "fulfilled" && after.value.threadId).not.toBe(before.threadId);
  });

  it("rejects when there is no such module", async () => {
    await expect(openThread(join(folder, "none.mjs"), "")("a")).rejects.toThrow("none.mjs");
  });
});
