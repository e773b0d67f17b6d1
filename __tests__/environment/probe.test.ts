import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProbe } from "../../src/environment/probe.ts";
import type { ExecResult } from "../../src/platform/exec.ts";
import { fakeExec } from "../support/fake-exec.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "probe-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const REQUEST = {
  probe: "import_vllm",
  arguments: ["a"],
  what: "Importing with vLLM 0.32.0",
  env: { HF_HUB_OFFLINE: "1" },
} as const;

function probe(answer: string | undefined, result: Partial<ExecResult> = {}) {
  const exec = fakeExec(async ({ args }) => {
    if (answer !== undefined) await writeFile(args[1] ?? "", answer);
    return result;
  });
  const work = runProbe({ python: "/e/bin/python" }, REQUEST, {
    exec,
    probes: "/p",
    folder,
    env: { PATH: "/bin", HOME: "/h" },
    timeoutMs: 5000,
  });
  return { exec, work };
}

describe("runProbe", () => {
  it("gives what the probe told, run in a folder and a home of its own", async () => {
    const { exec, work } = probe(JSON.stringify({ ok: true, seconds: 2, maxRssMiB: 9, version: "0.32.0" }));
    expect(await work).toMatchObject({ ok: true, version: "0.32.0" });
    const { command, args, options } = exec.calls[0] ?? { command: "", args: [], options: { env: {}, timeoutMs: 0 } };
    expect(command).toBe("/e/bin/python");
    expect(args[0]).toBe("/p/import_vllm.py");
    expect(args[2]).toBe("a");
    expect(options.cwd?.startsWith(join(folder, "probe-"))).toBe(true);
    expect(options.env).toMatchObject({
      PATH: "/bin",
      HOME: options.cwd,
      HF_HUB_OFFLINE: "1",
      VLLM_NO_USAGE_STATS: "1",
      VLLM_ENABLE_V1_MULTIPROCESSING: "0",
    });
  });

  it("tells the failure the probe told", async () => {
    const { work } = probe(
      JSON.stringify({ ok: false, error: "ImportError: x", traceback: "Traceback\nImportError: x" }),
      { exitCode: 1 },
    );
    expect(await work).toEqual({ ok: false, error: "ImportError: x", details: "Traceback\nImportError: x" });
  });

  it.each<[string, string | undefined, Partial<ExecResult>, string]>([
    ["no answer", undefined, { exitCode: 1, stderr: "boom" }, "the process ended with exit status 1"],
    ["an answer that is none", "{ scribble", { exitCode: 0 }, "the process ended with exit status 0"],
    ["an answer of another shape", "[1]", { exitCode: 3 }, "the process ended with exit status 3"],
    ["a crash", undefined, { exitCode: null, signal: "SIGSEGV" }, "the process ended with SIGSEGV"],
    [
      "an endless answer",
      JSON.stringify({ ok: true, pad: "x".repeat(1_000_000) }),
      {},
      "the process ended with exit status 0",
    ],
    ["ok that is not true", '{"ok": 1}', { exitCode: 0 }, "the process ended with exit status 0"],
  ])("never takes %s for success", async (_, answer, result, error) => {
    expect(await probe(answer, result).work).toMatchObject({ ok: false, error });
  });

  it.each<[string, Partial<ExecResult>]>([
    ["timeout", { timedOut: true, exitCode: null, signal: "SIGKILL" }],
    ["out-of-memory", { exitCode: null, signal: "SIGKILL" }],
    ["cpu-features", { exitCode: null, signal: "SIGILL" }],
    ["disk-full", { exitCode: 1, stderr: "OSError: [Errno 28] No space left on device" }],
  ])("could not tell: %s", async (code, result) => {
    await expect(probe(undefined, result).work).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/^Importing with vLLM 0\.32\.0 gave no answer/),
    });
  });

  it("does not wait for a pipe in the answer's place", async () => {
    const exec = fakeExec(async ({ args }) => {
      execFileSync("mkfifo", [args[1] ?? ""]);
      return { exitCode: 0 };
    });
    const work = runProbe({ python: "/e/bin/python" }, REQUEST, {
      exec,
      probes: "/p",
      folder,
      env: {},
      timeoutMs: 5000,
    });
    expect(await work).toMatchObject({ ok: false, error: "the process ended with exit status 0" });
  });

  it("does not believe an answer that came too late", async () => {
    const { work } = probe('{"ok": true}', { timedOut: true, exitCode: null, signal: "SIGKILL" });
    await expect(work).rejects.toMatchObject({ code: "timeout" });
  });

  it("keeps the end of a flood", async () => {
    const result = await probe(undefined, { exitCode: 1, stderr: "line\n".repeat(5000) }).work;
    expect(result.ok === false && result.details.split("\n").length).toBeLessThanOrEqual(60);
  });
});
