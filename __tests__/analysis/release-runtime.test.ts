import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { releaseRuntime } from "../../src/analysis/release-runtime.ts";
import type { Fetch } from "../../src/platform/http.ts";
import { loadPythonParser } from "../../src/platform/syntax-parsers.ts";
import type { PlatformTags } from "../../src/release/wheel-tags.ts";
import { pageOf } from "../support/fake-index.ts";
import { rangeFetch } from "../support/range-server.ts";
import { contextOf } from "../support/samples-wheel.ts";
import { wheelOf } from "../support/zip-builder.ts";

const folder = mkdtempSync(join(tmpdir(), "release-runtime-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const parse = await loadPythonParser(join(import.meta.dirname, "../.."));

const metadata = (name: string, requires: readonly string[]) => ({
  name: `${name}-1.0.dist-info/METADATA`,
  content: ["Name: x", ...requires.map((line) => `Requires-Dist: ${line}`), ""].join("\n"),
});

const LINUX: PlatformTags = { os: "linux", machine: "x86_64", glibc: [2, 35] };
let made = 0;

/** What is read of a vLLM and of a torch with these requirements. */
function runtimeOf(vllm: readonly string[], torch: readonly string[], platform: PlatformTags = LINUX) {
  const filename = "vllm-1.0-cp38-abi3-manylinux_2_28_x86_64.whl";
  const wheel = wheelOf([{ name: "vllm/__init__.py", content: "" }, metadata("vllm", vllm)]);
  const torchWheel = wheelOf([{ name: "torch/__init__.py", content: "" }, metadata("torch", torch)]);
  const machine = platform.os === "linux" ? platform.machine : "x86_64";
  const fetch: Fetch = async (input, init) => {
    const url = String(input);
    if (url.endsWith("/torch/")) {
      const file = `torch-2.11.0-cp312-cp312-manylinux_2_28_${machine}.whl`;
      return pageOf({ filename: file, size: torchWheel.length });
    }
    return rangeFetch(url.includes("/vllm-") ? wheel : torchWheel)(input, init);
  };
  const files = [
    { filename, url: `https://files.example.org/${filename}`, size: wheel.length, yanked: false as const },
  ];
  made += 1;
  return releaseRuntime(
    { version: "1.0", files, yanked: false },
    { ...contextOf(fetch), cacheDir: join(folder, String(made)), platform, pythonVersion: "3.12", parse },
  );
}

const ON_X86 = 'platform_system == "Linux" and platform_machine == "x86_64"';

describe("what a release brings of the machine's side", () => {
  it.each([
    ["torch 2.2", `nvidia-cuda-runtime-cu12 (==12.1.105) ; ${ON_X86}`, [12, 1]],
    ["torch 2.8", `nvidia-cuda-runtime-cu12==12.8.90; ${ON_X86}`, [12, 8]],
    ["torch 2.11", 'cuda-toolkit[cublas,cudart]==13.0.2; platform_system == "Linux"', [13, 0]],
    ["a torch without CUDA", "sympy>=1.13", undefined],
    ["a torch that takes any", "cuda-toolkit>=13", undefined],
    ["a torch with CUDA as an extra", "cuda-toolkit==13.0.2; extra == 'gpu'", undefined],
  ] as const)("is the CUDA whose libraries torch requires: %s", async (_, line, cuda) => {
    const runtime = await runtimeOf(["torch==2.11.0", "numpy"], ["nvidia-cudnn-cu13==9.1", line]);
    expect(runtime).toMatchObject({ torch: "2.11.0", files: [{ filename: expect.stringMatching(/^torch-2\.11\.0/) }] });
    expect(runtime?.cuda).toEqual(cuda);
  });

  it("is no CUDA where torch has it on another machine only", async () => {
    const arm: PlatformTags = { ...LINUX, machine: "aarch64" };
    const line = [`nvidia-cuda-runtime-cu12==12.8.90; ${ON_X86}`];
    expect((await runtimeOf(["torch==2.11.0"], line, arm))?.cuda).toBeUndefined();
    // Elsewhere than on Linux the check is a preview of a deployment on Linux.
    expect((await runtimeOf(["torch==2.11.0"], line, { os: "darwin", machine: "arm64" }))?.cuda).toEqual([12, 8]);
  });

  it.each([
    ["pins no torch", ["numpy"]],
    ["takes a range", ["torch>=2.11"]],
    ["chooses by markers", ['torch==2.11.0; sys_platform == "linux"', 'torch==2.10.0; sys_platform == "darwin"']],
    ["pins one that the index does not have", ["torch==9.9.9"]],
  ])("is unknown where the release %s", async (_, vllm) => {
    expect(await runtimeOf(vllm, [])).toBeUndefined();
  });
});
