import type { ReleaseRuntime } from "../../analysis/release-runtime.ts";
import type { BuildLabels } from "../../deployment/build-labels.ts";
import { type Cuda, cudaOfLabel, parseCuda, shownCuda } from "../../deployment/cuda.ts";
import type { InstalledOn } from "../../deployment/deployment.ts";
import type { Side } from "../check.ts";
import type { Finding } from "../finding.ts";
import { findingAtPin, placeOf } from "../finding-at-pin.ts";

/** What one side installs, as far as CUDA goes. */
export interface CudaSide {
  readonly side: Side;
  readonly deployment: InstalledOn;
  readonly runtime: ReleaseRuntime | undefined;
}

/**
 * The CUDA that vLLM's compiled code is built with: what the build's label says, else that of the torch it pins ("our CUDA version
 * policy follows PyTorch's", vLLM 0.20.0's release notes). `undefined` for a build without CUDA and where it is not known.
 */
export function cudaOf({ deployment: { labels }, runtime }: Omit<CudaSide, "side">): Cuda | undefined {
  return labels.vllm === undefined ? runtime?.cuda : cudaOfLabel(labels.vllm);
}

/**
 * torch from an index of another CUDA than vLLM is built with. Of one major release all fit; another has another `libcudart.so`, and
 * `import vllm` raises (vllm-project/vllm#43435, #44335).
 *
 * @param serves whether the index has that torch: where it does not, torch comes from elsewhere
 */
export async function torchOfOtherCuda(
  { side, deployment, runtime }: CudaSide,
  serves: (torch: NonNullable<BuildLabels["torch"]>, version: string) => Promise<boolean | undefined>,
): Promise<readonly Finding[]> {
  const { torch } = deployment.labels;
  const built = cudaOf({ deployment, runtime });
  const given = torch && cudaOfLabel(torch.label);
  if (torch === undefined || runtime === undefined || built === undefined || given === undefined) return [];
  if (given[0] === built[0] || (await serves(torch, runtime.torch)) !== true) return [];
  const [label, own] = [torch.label, `cu${built.join("")}`];
  return [
    {
      ...findingAtPin(
        side,
        "cuda-mismatch",
        `vLLM ${side.version} is built with CUDA ${shownCuda(built)}, and the index for ${label} gives torch ${runtime.torch}+${label}: libcudart.so.${built[0]} is missing, and vLLM does not import. Take torch from the index for ${own}, or vLLM's own build for ${label}.`,
        { subject: label, cuda: shownCuda(built), index: label },
      ),
    },
  ];
}

/** Images with the toolkit of another major release: torch brings its own libraries, but what is compiled there does not fit it. */
export function imagesOfOtherCuda({ side, deployment, runtime }: CudaSide): readonly Finding[] {
  const built = cudaOf({ deployment, runtime });
  if (built === undefined) return [];
  return deployment.images.flatMap(({ at, image, facts }): readonly Finding[] => {
    const cuda = facts.cuda === undefined ? undefined : parseCuda(facts.cuda);
    if (cuda === undefined || cuda[0] === built[0]) return [];
    const message = `vLLM ${side.version} brings CUDA ${shownCuda(built)}; ${image} has ${shownCuda(cuda)}. What is compiled on it (flash-attn, kernels compiled at run time) does not fit: start from an image with CUDA ${built[0]}.`;
    const data = { subject: `${at.file} ${at.raw}`, image, cuda: shownCuda(built) };
    return [{ rule: "image-cuda-differs", severity: "warning", message, ...placeOf(at), data }];
  });
}
