import { describe, expect, it } from "vitest";
import { askedRanges } from "../../src/dependencies/asked-ranges.ts";
import { compareDependencies } from "../../src/dependencies/compare-dependencies.ts";
import { markerEnvironment } from "../../src/python/marker.ts";

const packages = (versions: Readonly<Record<string, string>>) =>
  Object.entries(versions).map(([name, version]) => ({ name, version }));
const asked = (...requires: readonly string[]) =>
  askedRanges(requires, markerEnvironment("3.11", { os: "linux", machine: "x86_64" }), ["audio"]);

describe("askedRanges", () => {
  it("takes what holds for the Python, the platform and the extras", () => {
    expect([
      ...asked(
        "torch==2.11.0",
        "Transformers (>=4.56,<6)",
        'numba==0.61.2; python_version > "3.9"',
        'xformers==0.0.33; platform_machine == "arm64"',
        'librosa; extra == "audio"',
        'pandas; extra == "bench"',
        "flash-attn @ https://files.example.org/flash_attn-2.7.4-py3-none-any.whl",
        "torch<3",
        "no requirement at all",
      ),
    ]).toEqual([
      ["torch", "==2.11.0,<3"],
      ["transformers", ">=4.56,<6"],
      ["numba", "==0.61.2"],
      ["librosa", ""],
    ]);
  });
});

describe("compareDependencies", () => {
  it("tells what comes, goes and moves, the most important first", () => {
    const { changes, unchanged, file } = compareDependencies(
      "requirements.txt",
      {
        packages: packages({ vllm: "0.31.0", aiohttp: "3.1", gguf: "0.19.0", torch: "2.10.0", zlib: "1.0", same: "1" }),
      },
      {
        packages: packages({
          vllm: "0.32.0",
          aiohttp: "3.2",
          torch: "2.11.0",
          zlib: "2.0",
          same: "1.0",
          "nvidia-cuda-runtime": "13.0",
        }),
      },
    );
    expect(file).toBe("requirements.txt");
    expect(changes).toEqual([
      { name: "torch", kind: "moved", from: "2.10.0", to: "2.11.0", step: "minor", direction: "up" },
      { name: "nvidia-cuda-runtime", kind: "added", to: "13.0" },
      { name: "zlib", kind: "moved", from: "1.0", to: "2.0", step: "major", direction: "up" },
      { name: "aiohttp", kind: "moved", from: "3.1", to: "3.2", step: "minor", direction: "up" },
      { name: "gguf", kind: "removed", from: "0.19.0" },
    ]);
    expect(unchanged).toBe(1);
  });

  it("says where to: xgrammar moves down with 0.24; a rebuild is one; what has no version has no step", () => {
    const { changes } = compareDependencies(
      "r.txt",
      { packages: packages({ xgrammar: "0.2.5.post1", torch: "2.11.0+cu129", own: "" }) },
      { packages: packages({ xgrammar: "0.2.3", torch: "2.11.0+cu130", own: "a" }) },
    );
    expect(changes).toEqual([
      { name: "torch", kind: "moved", from: "2.11.0+cu129", to: "2.11.0+cu130", step: "none", direction: "up" },
      { name: "own", kind: "moved", from: "", to: "a" },
      { name: "xgrammar", kind: "moved", from: "0.2.5.post1", to: "0.2.3", step: "patch", direction: "down" },
    ]);
  });

  it("has no difference where a side does not resolve, and says what vLLM asks for all the same", () => {
    const changes = compareDependencies(
      "r.txt",
      { packages: packages({ torch: "2.10.0" }), asked: asked("torch==2.10.0", "gguf>=0.17", "numpy") },
      { asked: asked("torch==2.11.0", "numpy", "starlette>=1.0.1") },
    );
    expect(changes).toEqual({
      file: "r.txt",
      changes: [],
      asked: [
        { name: "torch", current: "==2.10.0", target: "==2.11.0" },
        { name: "gguf", current: ">=0.17" },
        { name: "starlette", target: ">=1.0.1" },
      ],
    });
  });

  it("gives what vLLM asks for beside each change, and says nothing where it is known of one side alone", () => {
    const [before, after] = [{ packages: packages({ torch: "2.10.0" }) }, { packages: packages({ torch: "2.10.1" }) }];
    const range = asked("torch>=2.10", "numpy");
    expect(compareDependencies("r", { ...before, asked: range }, { ...after, asked: range }).asked).toEqual([
      { name: "torch", current: ">=2.10", target: ">=2.10" },
    ]);
    expect(compareDependencies("r", before, { ...after, asked: range }).asked).toEqual([]);
  });
});
