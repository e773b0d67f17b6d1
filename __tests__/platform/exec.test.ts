import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { execute } from "../../src/platform/exec.ts";

const env = { PATH: process.env["PATH"] ?? "" };
const sh = (script: string, over: { timeoutMs?: number; input?: string } = {}) =>
  execute("sh", ["-c", script], { env, timeoutMs: 10_000, ...over });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "exec-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function isAlive(pidFile: string): Promise<boolean> {
  try {
    process.kill(Number(await readFile(pidFile, "utf8")), 0);
    // A zombie still has its id; it runs no more.
    const state = await readFile(`/proc/${(await readFile(pidFile, "utf8")).trim()}/stat`, "utf8").catch(() => "");
    return !/\) Z /.test(state);
  } catch {
    return false;
  }
}

describe("execute", () => {
  it("tells how a command ended and what it said", async () => {
    const result = await sh("echo out; echo err >&2; exit 3");
    expect(result).toMatchObject({ exitCode: 3, signal: null, stdout: "out\n", stderr: "err\n", timedOut: false });
    expect(result.durationMs).toBeGreaterThan(0);
  });

  it("names the signal", async () => {
    expect(await sh("kill -ILL $$")).toMatchObject({ exitCode: null, signal: "SIGILL" });
  });

  it("gives the child the environment named and nothing else", async () => {
    const result = await execute("env", [], { env: { PATH: env.PATH, ONLY: "this" }, timeoutMs: 5000 });
    expect(result.stdout.trim().split("\n").sort()).toEqual(["ONLY=this", `PATH=${env.PATH}`]);
  });

  it("passes input, and does not mind a child that reads none of it", async () => {
    expect((await execute("cat", [], { env, timeoutMs: 5000, input: "héllo" })).stdout).toBe("héllo");
    expect((await sh("exit 0", { input: "x".repeat(1_000_000) })).exitCode).toBe(0);
  });

  it("rejects for a command that is not there, and for a folder that is not", async () => {
    await expect(execute("no-such-command-here", [], { env, timeoutMs: 1000 })).rejects.toMatchObject({
      code: "ENOENT",
    });
    await expect(execute("true", [], { env, timeoutMs: 1000, cwd: join(folder, "none") })).rejects.toMatchObject({
      code: "ENOENT",
    });
  });

  it("kills grandchildren too when the time is over", async () => {
    const pid = join(folder, "grandchild");
    const started = performance.now();
    const result = await sh(`sh -c 'echo $$ > ${pid}; sleep 60' & wait`, { timeoutMs: 400 });
    expect(result).toMatchObject({ timedOut: true, signal: "SIGKILL", exitCode: null });
    expect(performance.now() - started).toBeLessThan(3000);
    expect(await isAlive(pid)).toBe(false);
  });

  it("does not wait for a process that a child leaves behind, and ends it", async () => {
    const pid = join(folder, "left");
    const started = performance.now();
    const result = await sh(`sleep 60 & echo $! > ${pid}; echo done`);
    expect(result).toMatchObject({ exitCode: 0, stdout: "done\n", timedOut: false });
    expect(performance.now() - started).toBeLessThan(6000);
    expect(await isAlive(pid)).toBe(false);
  });

  it.skipIf(process.platform !== "linux")(
    "returns even where a process in a session of its own holds the pipes",
    async () => {
      const pid = join(folder, "session");
      const started = performance.now();
      const result = await sh(`setsid sh -c 'echo $$ > ${pid}; exec sleep 20' & sleep 0.2; sleep 60`, {
        timeoutMs: 500,
      });
      expect(result.timedOut).toBe(true);
      expect(performance.now() - started).toBeLessThan(4000);
      process.kill(Number(await readFile(pid, "utf8")));
    },
  );

  it("keeps the end of a flood, and says how much it left out", async () => {
    const result = await sh("head -c 9000000 /dev/zero | tr '\\0' x; echo END");
    expect(result.stdout.length).toBeLessThan(8_100_000);
    expect(result.stdout).toMatch(/^\[\d+ characters left out\]\n/);
    expect(result.stdout.endsWith("END\n")).toBe(true);
  });
});
