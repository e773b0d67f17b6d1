import { describe, expect, it } from "vitest";
import { pinToFollow } from "../../src/pins/follow.ts";
import type { Pin } from "../../src/pins/pin.ts";
import { pin } from "../support/samples-pins.ts";

const range: Partial<Pin> = { reference: { kind: "range", specifier: ">=0.30,<0.33" }, specifier: ">=0.30,<0.33" };
const unpinned: Partial<Pin> = { reference: { kind: "unpinned" }, specifier: "" };
const url: Partial<Pin> = { reference: { kind: "url", url: "https://h/x.whl" }, specifier: "" };

describe("pinToFollow", () => {
  it.each<[string, Partial<Pin>[], number]>([
    ["an exact requirement before a lock", [{ role: "lock", format: "uv-lock" }, {}], 1],
    [
      "a lock before an image",
      [
        { role: "image", format: "dockerfile" },
        { role: "lock", format: "uv-lock" },
      ],
      1,
    ],
    ["an image before a constraint", [{ role: "constraint" }, { role: "image" }], 1],
    ["an exact constraint before a range", [range, { role: "constraint" }], 1],
    [
      "a wheel that names its version before a range",
      [range, { reference: { kind: "url", url: "u", version: "0.31.0" } }],
      1,
    ],
    ["a range before no version", [unpinned, range], 1],
    ["what names no release last", [url, unpinned], 1],
    ["the file nearest to the root", [{ file: "a/b/requirements.txt" }, { file: "z.txt" }], 1],
    ["the first among equals", [{ file: "a.txt" }, { file: "b.txt" }], 0],
  ])("takes %s", (_, pins, expected) => {
    const all = pins.map((over) => pin(over));
    expect(pinToFollow(all)).toBe(all[expected]);
  });

  it.each<[string, Partial<Pin>[], number]>([
    ["the package before an example", [{ file: "examples/a/requirements.txt" }, { file: "src/app/pyproject.toml" }], 1],
    ["the package before tests", [{ file: "tests/requirements.txt" }, { ...range, file: "a/b/setup.py" }], 1],
    [
      "the package's bounded range before another folder's image",
      [
        { file: "services/a/Dockerfile", format: "dockerfile", role: "image" },
        { ...range, file: "setup.py" },
      ],
      1,
    ],
    [
      "an image before a range without an end: that says nothing of the release in use",
      [
        { file: "setup.py", specifier: ">=0.26", reference: { kind: "range", specifier: ">=0.26" } },
        { file: "services/a/Dockerfile", format: "dockerfile", role: "image" },
      ],
      1,
    ],
    ["a folder's own image before the variants", [{ file: "Dockerfile.rocm" }, { file: "a/Dockerfile" }], 1],
    [
      "an image by a name of its own before that of a version",
      [{ file: "Dockerfile.vllm0.8" }, { file: "Dockerfile.vllm" }],
      1,
    ],
    [
      "a project before its scripts",
      [
        { file: "install.sh", format: "shell" },
        { ...range, file: "a/setup.py" },
      ],
      1,
    ],
    ["what packs the root as the root's", [{ file: "a/requirements.txt" }, { file: "build/docker/Dockerfile" }], 1],
  ])("takes %s", (_, pins, expected) => {
    const all = pins.map((over) => pin(over));
    expect(pinToFollow(all)).toBe(all[expected]);
  });

  it("takes the pin that admits a version that is known already", () => {
    const all = [
      pin(),
      pin({ ...range, file: "b.txt" }),
      pin({ file: "c.txt", version: "0.32" }),
      pin({ ...url, file: "d.txt" }),
    ];
    expect(pinToFollow(all, "0.32.0")).toBe(all[2]);
    expect(pinToFollow(all.slice(0, 2), "0.32.0")).toBe(all[1]);
    expect(pinToFollow([pin(), pin({ ...unpinned, file: "b.txt" })], "0.9.0")?.file).toBe("b.txt");
    expect(pinToFollow([], "0.32.0")).toBeUndefined();
  });
});
