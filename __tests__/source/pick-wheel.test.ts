import { describe, expect, it } from "vitest";
import type { ReleaseFile } from "../../src/release/release.ts";
import type { PlatformTags } from "../../src/release/wheel-tags.ts";
import { pickWheel } from "../../src/source/pick-wheel.ts";
import { recordedReleases } from "../support/fake-index.ts";

const ubuntu: PlatformTags = { os: "linux", machine: "x86_64", glibc: [2, 35] };
const arm: PlatformTags = { os: "linux", machine: "aarch64", glibc: [2, 35] };
const mac: PlatformTags = { os: "darwin", machine: "arm64" };

const X86 = "vllm-0.32.0-cp38-abi3-manylinux_2_28_x86_64.whl";
const ARM = "vllm-0.32.0-cp38-abi3-manylinux_2_28_aarch64.whl";
const SOURCE = "vllm-0.32.0.tar.gz";
const LOCAL = "vllm-0.32.0+cu118-cp38-abi3-manylinux1_x86_64.whl";

const file = (filename: string, yanked: ReleaseFile["yanked"] = false): ReleaseFile => {
  return { filename, url: `https://files.example.org/${filename}`, yanked };
};

const pick = (names: readonly string[], platform: PlatformTags, python = "3.12") => {
  const files = names.map((name) => file(name));
  const picked = pickWheel(files, platform, python)?.filename;
  expect(pickWheel(files.toReversed(), platform, python)?.filename).toBe(picked);
  return picked;
};

describe("pickWheel", () => {
  it("takes the one for the machine", () => {
    expect(pick([ARM, X86, SOURCE], ubuntu)).toBe(X86);
    expect(pick([ARM, X86, SOURCE], arm)).toBe(ARM);
    expect(pick([LOCAL, X86], ubuntu)).toBe(X86);
  });

  it("takes the commonest where none is for the machine", () => {
    expect(pick([ARM, X86, SOURCE], mac)).toBe(X86);
    expect(pick([ARM, X86], { ...arm, glibc: [2, 17] })).toBe(X86);
    expect(pick([LOCAL, X86, ARM], mac)).toBe(X86);
  });

  it("takes the one for the Python version among many", () => {
    const many = ["cp310", "cp311", "cp38", "cp39"].map((tag) => `vllm-0.2.1-${tag}-${tag}-manylinux1_x86_64.whl`);
    expect(pick(many, ubuntu, "3.11")).toContain("cp311");
    expect(pick(many, mac, "3.9")).toContain("cp39");
    expect(pick(many, ubuntu, "3.13")).toContain("cp310");
  });

  it("takes any wheel rather than none, and no source distribution", () => {
    expect(pick([ARM, SOURCE], mac)).toBe(ARM);
    expect(pick([LOCAL], mac)).toBe(LOCAL);
    expect(pick([SOURCE], ubuntu)).toBeUndefined();
    expect(pick([], ubuntu)).toBeUndefined();
  });

  it("takes no second build and nothing withdrawn where there is another", () => {
    expect(pick(["vllm-0.32.0-1-cp38-abi3-manylinux_2_28_x86_64.whl", X86], ubuntu)).toBe(X86);
    expect(pickWheel([file(X86, { reason: "broken" }), file(ARM)], ubuntu, "3.12")?.filename).toBe(ARM);
    expect(pickWheel([file(X86, { reason: "broken" })], ubuntu, "3.12")?.filename).toBe(X86);
  });

  it("finds a wheel in every recorded release", () => {
    for (const { files, version } of recordedReleases().values()) {
      expect(pickWheel(files, ubuntu, "3.11")?.filename, version).toMatch(/x86_64\.whl$/);
    }
  });
});
