import { describe, expect, it } from "vitest";
import { askedRanges } from "../../src/dependencies/asked-ranges.ts";
import { outgrownWheels } from "../../src/dependencies/built-for.ts";
import { excludedPins } from "../../src/dependencies/excluded-pins.ts";
import { type Surroundings, siblingsOf } from "../../src/dependencies/sibling.ts";
import type { PlacedRequirement } from "../../src/pins/manifest.ts";
import { markerEnvironment } from "../../src/python/marker.ts";

const LINUX = markerEnvironment("3.11", { os: "linux", machine: "x86_64" });
const declared = (role: PlacedRequirement["role"], ...texts: readonly string[]): PlacedRequirement[] =>
  texts.map((text, index) => ({ text, role, file: "requirements.txt", line: index + 1 }));
const beside = (
  version: string,
  requires: readonly string[],
  packages?: Readonly<Record<string, string>>,
): Surroundings => ({
  version,
  asked: askedRanges(requires, LINUX),
  packages: packages && Object.entries(packages).map(([name, resolved]) => ({ name, version: resolved })),
});

const CURRENT = beside("0.31.0", [
  "torch==2.10.0",
  "transformers>=4.56",
  "compressed-tensors==0.13.0",
  "flashinfer-python==0.6.6",
]);
const TARGET = beside("0.32.0", [
  "torch==2.11.0",
  "transformers>=5.5.3",
  "compressed-tensors==0.13.0",
  "flashinfer-python==0.6.7",
]);

const pins = (given: readonly PlacedRequirement[], named?: readonly string[], current = CURRENT, target = TARGET) =>
  excludedPins(siblingsOf(given, LINUX), current, target, named).map(({ sibling, because, instead }) => [
    sibling.placed.line,
    because,
    instead,
  ]);

describe("excludedPins", () => {
  it("finds what excludes all that the target asks for, and says what to write", () => {
    const given = declared(
      "requirement",
      "torch==2.10.0",
      "Transformers[torch]<5 ; python_version > '3'",
      "compressed-tensors==0.13.0",
      "transformers>=4.57",
      "torch==2.10.0 ; sys_platform == 'darwin'",
      "fastapi<1",
      "torch",
      "https://files.example.org/torch-2.10.0%2Bcu130-cp311-cp311-linux_x86_64.whl#sha256=00",
    );
    expect(pins(given, [])).toEqual([
      [1, "vLLM 0.32.0 asks for ==2.11.0 (vLLM 0.31.0: ==2.10.0)", "torch==2.11.0"],
      [2, "vLLM 0.32.0 asks for >=5.5.3 (vLLM 0.31.0: >=4.56)", "Transformers[torch]>=5.5.3 ; python_version > '3'"],
      [8, "vLLM 0.32.0 asks for ==2.11.0 (vLLM 0.31.0: ==2.10.0)", undefined],
    ]);
  });

  it("finds the place of what the resolver names", () => {
    const given = declared("requirement", "nvidia-nccl-cu12 == 2.27.3", "nvidia-nccl-cu12");
    expect(pins(given, ["nvidia-nccl-cu12==2.27.3"])).toEqual([
      [1, "the resolver names it as the cause of the conflict with vLLM 0.32.0", undefined],
    ]);
    expect(pins(given)).toEqual([]);
  });

  it("sees through an override, which makes the resolver content", () => {
    const given = [...declared("requirement", "torch==2.10.0"), ...declared("override", "torch==2.10.0")];
    expect(pins(given)).toEqual([[1, "vLLM 0.32.0 asks for ==2.11.0 (vLLM 0.31.0: ==2.10.0)", "torch==2.11.0"]]);
    // What it replaces is not asked for any more.
    const right = [...declared("requirement", "torch==2.10.0"), ...declared("override", "torch==2.11.0")];
    expect([pins(right), pins(right, [])]).toEqual([[], []]);
    expect(pins(declared("override", "torch==2.9.0"))).toEqual([]);
    // The resolver found what meets both, whatever the metadata of another wheel says.
    expect(pins(declared("requirement", "torch==2.10.0"))).toEqual([]);
  });

  it("holds flashinfer's parts to each other", () => {
    const given = declared("requirement", "flashinfer-jit-cache==0.6.6+cu130", "flashinfer-cubin==0.6.5");
    expect(pins(given)).toEqual([
      [
        1,
        "vLLM 0.32.0 comes with flashinfer 0.6.7, which refuses parts of another version",
        "flashinfer-jit-cache==0.6.7",
      ],
    ]);
    expect(pins(given, undefined, CURRENT, CURRENT)).toEqual([]);
  });

  it("says nothing where the metadata cannot be read", () => {
    const unknown = { version: "0.32.0" };
    expect(pins(declared("requirement", "torch==2.10.0"), [], unknown, unknown)).toEqual([]);
  });
});

describe("outgrownWheels", () => {
  const flash = (tag: string) =>
    `flash-attn @ https://github.com/x/y/releases/download/v2.8.3/flash_attn-2.8.3+${tag}-cp311-cp311-linux_x86_64.whl`;
  const wheels = (texts: readonly string[], current = CURRENT, target = TARGET) =>
    outgrownWheels(siblingsOf(declared("requirement", ...texts), LINUX), current, target).map(
      ({ sibling, builtFor, comesWith }) => [sibling.placed.line, sibling.name, builtFor, comesWith],
    );

  it("reads what a wheel is built for from its version", () => {
    expect(
      wheels([
        flash("cu12torch2.10cxx11abiTRUE"),
        flash("cu12torch2.11cxx11abiTRUE"),
        "mamba-ssm==2.2.5+cu12torch2.10cxx11abiFALSE",
        "flash-attn==2.8.3",
        "https://files.example.org/causal_conv1d-1.5.2%2Bpt2.10.0cu129-cp311-cp311-linux_x86_64.whl",
      ]),
    ).toEqual([
      [1, "flash-attn", "torch 2.10", "torch 2.11.0"],
      [3, "mamba-ssm", "torch 2.10", "torch 2.11.0"],
      [5, "causal-conv1d", "torch 2.10", "torch 2.11.0"],
    ]);
  });

  it("does not say what was as wrong before", () => {
    expect(wheels([flash("cu12torch2.9cxx11abiTRUE")])).toEqual([]);
  });

  it("compares the major version of CUDA with the runtime that is resolved", () => {
    const current = beside("0.31.0", [], { torch: "2.10.0", "nvidia-cuda-runtime-cu12": "12.8.90" });
    const target = beside("0.32.0", [], { torch: "2.10.0", "nvidia-cuda-runtime": "13.0.96" });
    expect(wheels([flash("cu128torch2.10"), flash("cu12")], current, target)).toEqual([
      [1, "flash-attn", "CUDA 12", "CUDA 13.0"],
      [2, "flash-attn", "CUDA 12", "CUDA 13.0"],
    ]);
    expect(wheels([flash("cu12torch2.10")], current, current)).toEqual([]);
    expect(wheels([flash("cu12torch2.10")])).toEqual([[1, "flash-attn", "torch 2.10", "torch 2.11.0"]]);
  });
});
