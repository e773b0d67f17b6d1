import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inspectHost } from "../../src/platform/host.ts";
import { fakeExec } from "../support/fake-exec.ts";

describe("inspectHost", () => {
  it("describes this machine, as wheels and tools name it", async () => {
    const exec = fakeExec(() => undefined);
    const host = await inspectHost(exec, { PATH: "/bin", GITHUB_TOKEN: "s" });
    expect(host.gpus).toEqual([]);
    expect(host.problem).toBeUndefined();
    expect(exec.calls[0]?.options.env).toEqual({ PATH: "/bin" });
    expect(host.cores).toBeGreaterThan(0);
    expect(host.memoryBytes).toBeGreaterThan(100 * 1024 ** 2);
    expect(Number.isFinite(host.memoryBytes)).toBe(true);
    if (process.platform === "linux") {
      expect(host.toolPlatform).toMatch(/^linux-(x64|arm64)-(glibc|musl)$/);
      expect(host.tags.glibc ?? host.tags.musl).toHaveLength(2);
      expect(host.tags.machine).toMatch(/^(x86_64|aarch64)$/);
    }
  });

  it("carries the devices of a GPU host, and a broken driver's problem", async () => {
    const gpu = await inspectHost(
      fakeExec(() => ({ stdout: "Tesla T4, 15360, 580.65.06, 7.5\n" })),
      {},
    );
    expect(gpu.gpus).toMatchObject([{ name: "Tesla T4" }]);
    const broken = await inspectHost(
      fakeExec(() => ({ exitCode: 9, stderr: "driver mismatch" })),
      {},
    );
    expect(broken.problem).toBe("nvidia-smi failed: driver mismatch");
  });

  it("counts the free bytes of a folder that does not exist yet where its parent lies", async () => {
    const host = await inspectHost(
      fakeExec(() => undefined),
      {},
    );
    const here = await host.freeBytes(tmpdir());
    expect(here).toBeGreaterThan(0);
    expect(Math.abs((await host.freeBytes(join(tmpdir(), "not", "there", "yet"))) - here)).toBeLessThan(2 * 1024 ** 3);
  });
});
