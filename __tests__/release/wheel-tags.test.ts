import { describe, expect, it } from "vitest";
import {
  admitsPython,
  fitsPlatform,
  fitsPython,
  neededGlibc,
  type PlatformTags,
} from "../../src/release/wheel-tags.ts";

const ubuntu: PlatformTags = { os: "linux", machine: "x86_64", glibc: [2, 35] };
const alpine: PlatformTags = { os: "linux", machine: "x86_64", musl: [1, 2] };
const arm: PlatformTags = { os: "linux", machine: "aarch64", glibc: [2, 31] };
const mac: PlatformTags = { os: "darwin", machine: "arm64" };
const windows: PlatformTags = { os: "win32", machine: "x86_64" };

describe("fitsPlatform", () => {
  it.each<[string, PlatformTags, boolean]>([
    ["manylinux1_x86_64", ubuntu, true],
    ["manylinux2010_x86_64", ubuntu, true],
    ["manylinux2014_x86_64", ubuntu, true],
    ["manylinux2014_x86_64", { ...ubuntu, glibc: [2, 16] }, false],
    ["manylinux_2_28_x86_64", ubuntu, true],
    ["manylinux_2_35_x86_64", ubuntu, true],
    ["manylinux_2_36_x86_64", ubuntu, false],
    ["manylinux_3_0_x86_64", ubuntu, false],
    ["manylinux_2_36_x86_64.manylinux2014_x86_64", ubuntu, true],
    ["manylinux_2_28_aarch64", ubuntu, false],
    ["manylinux_2_28_aarch64", arm, true],
    ["manylinux_2_34_aarch64", arm, false],
    ["manylinux_2_28_x86_64", alpine, false],
    ["musllinux_1_2_x86_64", alpine, true],
    ["musllinux_1_3_x86_64", alpine, false],
    ["musllinux_1_1_x86_64", ubuntu, false],
    ["linux_x86_64", ubuntu, true],
    ["linux_aarch64", ubuntu, false],
    ["macosx_11_0_arm64", mac, true],
    ["macosx_11_0_x86_64", mac, false],
    ["macosx_10_9_universal2", mac, true],
    ["macosx_11_0_arm64", ubuntu, false],
    ["win_amd64", windows, true],
    ["win_amd64", ubuntu, false],
    ["manylinux_2_28_x86_64", mac, false],
    ["any", windows, true],
  ])("%s on %j: %s", (tag, platform, fits) => {
    expect(fitsPlatform(`vllm-0.32.0-cp38-abi3-${tag}.whl`, platform)).toBe(fits);
  });

  it("takes a source distribution anywhere", () => {
    expect(fitsPlatform("vllm-0.32.0.tar.gz", alpine)).toBe(true);
    expect(fitsPython("vllm-0.32.0.tar.gz", "3.11")).toBe(true);
  });
});

describe("fitsPython", () => {
  it.each([
    ["cp38-abi3", "3.11", true],
    ["cp312-abi3", "3.11", false],
    ["cp311-cp311", "3.11", true],
    ["cp311-cp311", "3.11.7", true],
    ["cp310-cp310", "3.11", false],
    ["cp39-none", "3.11", false],
    ["py3-none", "3.11", true],
    ["py2.py3-none", "3.11", true],
    ["py2-none", "3.11", false],
    ["py38-none", "3.11", true],
    ["py312-none", "3.11", false],
    ["pp310-pypy310_pp73", "3.10", false],
  ])("%s with Python %s: %s", (tags, python, fits) => {
    expect(fitsPython(`x-1.0-${tags}-any.whl`, python)).toBe(fits);
  });

  it("reads the tags from the end: a build number may stand before them", () => {
    expect(fitsPython("vllm-0.23.0-2-cp38-abi3-manylinux_2_28_x86_64.whl", "3.11")).toBe(true);
  });
});

describe("neededGlibc", () => {
  it.each([
    [["manylinux_2_35_x86_64"], [2, 35]],
    [
      ["manylinux_2_35_x86_64", "manylinux_2_28_x86_64"],
      [2, 28],
    ],
    [["manylinux_2_17_x86_64.manylinux2014_x86_64"], [2, 17]],
    [["manylinux1_x86_64"], [2, 5]],
    [["manylinux_2_28_aarch64", "musllinux_1_2_x86_64", "any"], undefined],
    [[], undefined],
  ] as const)("%j: %j", (tags, needs) => {
    const files = tags.map((tag) => `vllm-1.0-cp38-abi3-${tag}.whl`);
    expect(neededGlibc([...files, "vllm-1.0.tar.gz"], "x86_64")).toEqual(needs);
  });
});

describe("admitsPython", () => {
  it.each([
    ["3.11", true],
    ["3.10", false],
    ["3.14", true],
    ["3.15", false],
    ["3.11.4", true],
    ["3.10.19", false],
  ])("<3.15,>=3.11, %s: %s", (python, admits) => {
    expect(admitsPython("<3.15,>=3.11", python)).toBe(admits);
  });

  it("takes a minor release where one of its patch releases fits", () => {
    expect(admitsPython(">=3.11.4", "3.11")).toBe(true);
    expect(admitsPython("<3.11.4", "3.11")).toBe(true);
  });
});
