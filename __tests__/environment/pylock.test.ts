import { describe, expect, it } from "vitest";
import { bytesNeeded, diskFull, gigabytes } from "../../src/environment/disk.ts";
import { type LockedPackage, parsePylock, preferencesLock } from "../../src/environment/pylock.ts";
import { host, recordedUv } from "../support/samples-environment.ts";

const ubuntu = host().tags;
const recorded = recordedUv("pylock.toml");

describe("parsePylock, on a lock that uv wrote", () => {
  it("takes the file that fits the platform", () => {
    const packages = parsePylock(recorded, ubuntu, "3.11");
    expect(packages.map(({ wheel, ...rest }) => rest)).toEqual([
      { name: "aiohttp", version: "3.14.5", size: 1_929_915 },
      { name: "anyio", version: "4.16.0", size: 134_521 },
      { name: "numpy", version: "2.3.5", size: 16_897_903 },
      { name: "torch", version: "2.11.0", size: 530_604_548 },
      { name: "vllm", version: "0.23.0", size: 274_070_565 },
    ]);
    expect(packages.at(-1)?.wheel).toEqual({
      filename: "vllm-0.23.0-2-cp38-abi3-manylinux_2_28_x86_64.whl",
      url: expect.stringMatching(/^https:.*vllm-0\.23\.0-2-cp38-abi3-manylinux_2_28_x86_64\.whl$/),
      size: 274_070_565,
      sha256: "872aeb7c36a1ea942216af067ce870ffdf960804e829367e1b4eb36d4831c03c",
    });
  });

  it("falls back to the source distribution, or says no size", () => {
    const musl = parsePylock(recorded, { os: "linux", machine: "x86_64", musl: [1, 2] }, "3.11");
    expect(musl.find(({ name }) => name === "vllm")?.size).toBe(36_624_042);
    expect(musl.find(({ name }) => name === "torch")).toEqual({ name: "torch", version: "2.11.0" });
    expect(musl.find(({ name }) => name === "aiohttp")?.size).toBe(279_517);
  });

  it("reads encoded names, paths, archives, git revisions and local files", () => {
    const lock = `lock-version = "1.0"
[[packages]]
name = "vllm"
version = "0.32.0+cpu"
wheels = [{ url = "https://h/vllm-0.32.0%2Bcpu-cp38-abi3-manylinux_2_34_x86_64.whl", size = 7 }]
[[packages]]
name = "torch"
version = "2.13.0+cpu"
wheels = [{ url = "file:///wheels/torch-2.13.0%2Bcpu-cp311-cp311-linux_x86_64.whl" }]
[[packages]]
name = "own"
directory = { path = "." }
[[packages]]
name = "archived"
archive = { url = "https://h/a.zip", size = 9 }
[[packages]]
name = "local"
wheels = [{ path = "w/local-1-py3-none-any.whl", size = 3 }]
`;
    expect(parsePylock(lock, ubuntu, "3.11")).toEqual([
      {
        name: "vllm",
        version: "0.32.0+cpu",
        size: 7,
        wheel: {
          filename: "vllm-0.32.0+cpu-cp38-abi3-manylinux_2_34_x86_64.whl",
          url: "https://h/vllm-0.32.0%2Bcpu-cp38-abi3-manylinux_2_34_x86_64.whl",
          size: 7,
        },
      },
      {
        name: "torch",
        version: "2.13.0+cpu",
        localFile: "file:///wheels/torch-2.13.0%2Bcpu-cp311-cp311-linux_x86_64.whl",
      },
      { name: "own", version: "" },
      { name: "archived", version: "", size: 9 },
      { name: "local", version: "", size: 3 },
    ]);
    expect(parsePylock('lock-version = "1.0"', ubuntu, "3.11")).toEqual([]);
  });

  it("reads back the lock that only names versions", () => {
    const lock = preferencesLock(
      new Map([
        ["torch", "2.8.0"],
        ['we"ird', "1"],
      ]),
    );
    expect(parsePylock(lock ?? "", ubuntu, "3.11")).toEqual([
      { name: "torch", version: "2.8.0" },
      { name: 'we"ird', version: "1" },
    ]);
  });
});

describe("disk needs", () => {
  const MARGIN = 512 * 1024 ** 2;
  it("counts a package that two environments share once, and guesses what tells no size", () => {
    const torch = { name: "torch", version: "2.13.0", size: 1000 };
    const cpu = (one: LockedPackage) => ({ build: "cpu", packages: [one] }) as const;
    expect(bytesNeeded([cpu(torch), cpu(torch)])).toBe(3500 + MARGIN);
    expect(bytesNeeded([cpu(torch), cpu({ ...torch, version: "2.12.0" })])).toBe(7000 + MARGIN);
    expect(bytesNeeded([cpu({ name: "x", version: "1" })])).toBe(20 * 1024 ** 2 * 3.5 + MARGIN);
    expect(bytesNeeded([{ build: "release", packages: [torch] }])).toBe(2300 + MARGIN);
    expect(bytesNeeded([])).toBe(MARGIN);
  });

  it("says both numbers", () => {
    expect(gigabytes(3_140_000_000)).toBe("3.1 GB");
    expect(diskFull(9.3e9, 2.04e9)).toMatchObject({
      code: "disk-full",
      message: "The environments need 9.3 GB of disk, 2.0 GB are free.",
    });
  });
});
