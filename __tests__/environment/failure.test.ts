import { describe, expect, it } from "vitest";
import { lastLines, machineFailure } from "../../src/environment/failure.ts";
import { ended } from "../support/fake-exec.ts";

describe("machineFailure", () => {
  it.each<[string, Partial<ReturnType<typeof ended>>, string]>([
    ["timeout", { timedOut: true, signal: "SIGKILL", exitCode: null }, ""],
    ["disk-full", { exitCode: 1 }, "OSError: [Errno 28] No space left on device"],
    ["disk-full", { exitCode: 2 }, "failed to write: No space left on device (os error 28)"],
    ["cpu-features", { exitCode: null, signal: "SIGILL" }, ""],
    ["cpu-features", { exitCode: 132 }, ""],
    ["cpu-features", { exitCode: 1 }, "!!!!!!! Segfault encountered: Illegal instruction"],
    [
      "driver-too-old",
      { exitCode: 1 },
      "RuntimeError: The NVIDIA driver on your system is too old (found version 11040).",
    ],
    ["driver-too-old", { exitCode: 1 }, "CUDA driver version is insufficient for CUDA runtime version"],
    ["driver-too-old", { exitCode: 1 }, "Error 803: system has unsupported display driver / cuda driver combination"],
    ["no-device", { exitCode: 1 }, "RuntimeError: Failed to infer device type, please set the environment variable"],
    ["no-device", { exitCode: 1 }, "RuntimeError: No CUDA GPUs are available"],
    [
      "no-device",
      { exitCode: 1 },
      "ImportError: libcuda.so.1: cannot open shared object file: No such file or directory",
    ],
    ["out-of-memory", { exitCode: null, signal: "SIGKILL" }, ""],
    ["out-of-memory", { exitCode: 137 }, ""],
    ["out-of-memory", { exitCode: 1 }, "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate"],
    ["out-of-memory", { exitCode: 1 }, "RuntimeError: [enforce fail at alloc_cpu.cpp] Cannot allocate memory"],
    ["out-of-memory", { exitCode: 1 }, "MemoryError: \nTraceback (most recent call last):\nMemoryError"],
    ["hub-unavailable", { exitCode: 1 }, "OSError: We couldn't connect to 'https://huggingface.co' to load the files"],
    [
      "hub-unavailable",
      { exitCode: 1 },
      "huggingface_hub.errors.LocalEntryNotFoundError: Cannot find an appropriate cached snapshot",
    ],
  ])("%s: %j %s", (code, result, text) => {
    const failure = machineFailure("Importing vLLM 0.32.0", ended(result), text);
    expect(failure?.code).toBe(code);
    expect(failure?.message).toMatch(/^Importing vLLM 0\.32\.0 gave no answer: .+\.$/);
    expect(failure?.remedy).toMatch(/\.$/);
  });

  it.each([
    "ImportError: cannot import name 'LLM' from 'vllm'",
    "ModuleNotFoundError: No module named 'pyairports'",
    "ImportError: cannot import name 'OutOfMemoryError' from 'torch.cuda'",
    "AttributeError: module 'torch' has no attribute 'uint64'",
    "TypeError: __init__() got an unexpected keyword argument 'best_of'",
    "",
  ])("the software's own failure is not the machine's: %s", (text) => {
    expect(machineFailure("Importing", ended({ exitCode: 1 }), text)).toBeUndefined();
  });

  it("keeps the end of what was said", () => {
    const text = Array.from({ length: 100 }, (_, index) => `line ${index}`).join("\n");
    expect(machineFailure("It", ended({ timedOut: true }), text)?.details?.split("\n")).toHaveLength(25);
    expect(lastLines(` ${text}\n\n`, 2)).toBe("line 98\nline 99");
  });
});
