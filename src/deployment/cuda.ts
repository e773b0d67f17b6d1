/** A CUDA version: major and minor. */
export type Cuda = readonly [number, number];

/** What each major release of CUDA asks of a host. */
interface CudaMajor {
  /** The first number of the oldest Linux driver that runs it. */
  readonly driver: number;
  /** The oldest GPU that it and the packages built with it have code for. */
  readonly computeCapability: readonly [number, number];
}

/**
 * By major release: what is built with any CUDA of a major release runs on a driver of that table ("minor version compatibility").
 *
 * - `driver`: NVIDIA, "CUDA Compatibility", "Minor Version Compatibility", Table 1 "Minimum Driver Version"
 *   (docs.nvidia.com/deploy/cuda-compatibility/minor-version-compatibility.html): 11.x >= 450, 12.x >= 525, 13.x >= 580
 * - `computeCapability`: below 13 vLLM's own floor, "compute capability 7.0 or higher" in the installation page of the releases that are built
 *   with CUDA 11.8 to 12.8 (docs.vllm.ai/en/v0.3.3 to v0.14.0; PyTorch's build_cuda.sh keeps 7.0 for 12.8 and 12.9). For 13 NVIDIA's "CUDA Toolkit,
 *   Driver, and Architecture Matrix": the last toolkit for Volta (7.0) is 12.x, and Turing (7.5) goes on
 */
const MAJORS: Readonly<Record<number, CudaMajor>> = {
  11: { driver: 450, computeCapability: [7, 0] },
  12: { driver: 525, computeCapability: [7, 0] },
  13: { driver: 580, computeCapability: [7, 5] },
};

/** `undefined` for a CUDA that is not known: nothing is said of it. */
export function cudaNeeds([major]: Cuda): CudaMajor | undefined {
  return MAJORS[major];
}

/** `12.4`, `12.4.1`; `undefined` for what is no version. */
export function parseCuda(text: string): Cuda | undefined {
  const [, major, minor] = /^(\d{1,2})\.(\d{1,2})(?:[.+-]|$)/.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor)];
}

/** PyTorch's and vLLM's label of a build: `cu128` is 12.8. Other labels (`cpu`, `rocm6.3`) have no CUDA. */
export function cudaOfLabel(label: string): Cuda | undefined {
  const [, major, minor] = /^cu(\d\d)(\d)$/.exec(label) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor)];
}

export function shownCuda([major, minor]: Cuda): string {
  return `${major}.${minor}`;
}
