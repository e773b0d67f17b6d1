import type { RuleInfo } from "../rule-info.ts";

/** What the platform check finds; a part of `RULES`. */
export const PLATFORM_RULES = {
  "python-declared": {
    title: "A declared Python is not supported",
    severity: "error",
    explanation:
      "The release's Requires-Python excludes a Python that the repository declares: vLLM does not install there. Move that Python first.",
  },
  "glibc-too-old": {
    title: "A base image's C library does not fit",
    severity: "error",
    explanation:
      "The wheels need a newer glibc than the image has, or glibc where it has musl: the build fails. Start from a newer image.",
  },
  "cuda-mismatch": {
    title: "torch and vLLM have different CUDAs",
    severity: "error",
    explanation:
      "vLLM's compiled code and the torch that the index gives are built with different major releases of CUDA: `import vllm` raises.",
  },
  "image-cuda-differs": {
    title: "A base image has another CUDA",
    severity: "warning",
    explanation:
      "vLLM brings CUDA's libraries itself, but what is compiled with the image's toolkit does not fit them. Start from an image of the same major release.",
  },
  "driver-too-old": {
    title: "The GPU driver is too old",
    severity: "error",
    explanation: "The release's CUDA needs a newer NVIDIA driver than this runner has. Update the driver first.",
  },
  "driver-raised": {
    title: "Hosts need a newer GPU driver",
    severity: "information",
    explanation:
      "The target is built with a newer major release of CUDA. Look at the drivers of the hosts that will run it before the merge.",
  },
  "compute-capability": {
    title: "The GPU is too old",
    severity: "error",
    explanation: "The release has no compiled code for this runner's GPU. Stay, or move to a newer GPU.",
  },
} as const satisfies Record<string, RuleInfo>;
