import { describe, expect, it } from "vitest";
import { parseGpus, readGpus } from "../../src/platform/gpu.ts";
import { fakeExec } from "../support/fake-exec.ts";

/** `nvidia-smi --query-gpu=name,memory.total,driver_version,compute_cap --format=csv,noheader,nounits`. */
const T4 = "Tesla T4, 15360, 580.65.06, 7.5\n";
const EIGHT = "NVIDIA H100 80GB HBM3, 81559, 570.133.20, 9.0\n".repeat(8);

describe("readGpus", () => {
  it("asks for what the report says, and reads a T4", async () => {
    const exec = fakeExec(() => ({ stdout: T4 }));
    expect(await readGpus(exec, { PATH: "/bin" })).toEqual({
      gpus: [{ name: "Tesla T4", memoryMiB: 15360, driver: "580.65.06", computeCapability: "7.5" }],
    });
    expect(exec.calls[0]).toMatchObject({ command: "nvidia-smi", options: { env: { PATH: "/bin" } } });
    expect(exec.calls[0]?.args.join(" ")).toContain("--format=csv,noheader,nounits");
  });

  it("reads several devices", async () => {
    expect(
      (
        await readGpus(
          fakeExec(() => ({ stdout: EIGHT })),
          {},
        )
      ).gpus,
    ).toHaveLength(8);
  });

  it("has none, and no problem, where there is no nvidia-smi", async () => {
    expect(
      await readGpus(
        fakeExec(() => undefined),
        {},
      ),
    ).toEqual({ gpus: [] });
  });

  it("tells of a driver that does not answer", async () => {
    const text =
      "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.\n\n";
    const reading = await readGpus(
      fakeExec(() => ({ exitCode: 9, stdout: text })),
      {},
    );
    expect(reading.gpus).toEqual([]);
    expect(reading.problem).toMatch(/^nvidia-smi failed: NVIDIA-SMI has failed because .* running\.$/);
    expect(
      (
        await readGpus(
          fakeExec(() => ({ exitCode: 12 })),
          {},
        )
      ).problem,
    ).toBe("nvidia-smi failed: exit 12");
  });
});

describe("parseGpus", () => {
  it("copes with a driver too old to say the compute capability, and with lines that are no device", () => {
    expect(parseGpus("Tesla K80, 11441, 470.57.02, [Not Supported]\nNo devices were found\n\n")).toEqual([
      { name: "Tesla K80", memoryMiB: 11441, driver: "470.57.02" },
    ]);
  });
});
