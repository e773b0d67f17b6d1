import { type Cuda, cudaNeeds, shownCuda } from "../../deployment/cuda.ts";
import type { Gpu } from "../../platform/gpu.ts";
import type { Side } from "../check.ts";
import type { Finding } from "../finding.ts";
import { findingAtPin } from "../finding-at-pin.ts";

/** The GPUs of this host and their driver, against the CUDA that the release is built with. */
export function gpusTooOld(side: Side, cuda: Cuda | undefined, gpus: readonly Gpu[]): readonly Finding[] {
  const needs = cuda && cudaNeeds(cuda);
  if (cuda === undefined || needs === undefined) return [];
  const built = `vLLM ${side.version} is built with CUDA ${shownCuda(cuda)}`;
  const old = gpus.find(({ driver }) => Number.parseInt(driver, 10) < needs.driver);
  const weak = gpus.find(({ computeCapability }) => isBelow(computeCapability, needs.computeCapability));
  return [
    ...(old === undefined
      ? []
      : [
          findingAtPin(
            side,
            "driver-too-old",
            `${built}, which needs NVIDIA driver ${needs.driver} or later; this runner has ${old.driver}.`,
            { subject: "driver", driver: old.driver, needs: needs.driver },
          ),
        ]),
    ...(weak === undefined
      ? []
      : [
          findingAtPin(
            side,
            "compute-capability",
            `${built}, which has no code for compute capability ${weak.computeCapability} (${weak.name}): ${needs.computeCapability.join(".")} or higher is needed.`,
            { subject: weak.name, computeCapability: weak.computeCapability ?? "" },
          ),
        ]),
  ];
}

/** What every host that runs the target needs, and needed not before: whether yours have it, no repository says. */
export function driverRaised(side: Side, before: Cuda | undefined, after: Cuda | undefined): readonly Finding[] {
  const [old, needs] = [before && cudaNeeds(before), after && cudaNeeds(after)];
  if (before === undefined || after === undefined || old === undefined || needs === undefined) return [];
  if (needs.driver <= old.driver) return [];
  const gpus =
    needs.computeCapability.join() === old.computeCapability.join()
      ? ""
      : ` and GPUs of compute capability ${needs.computeCapability.join(".")} or higher (it was ${old.computeCapability.join(".")})`;
  const message = `CUDA moves from ${shownCuda(before)} to ${shownCuda(after)}: every host needs NVIDIA driver ${needs.driver} or later (it was ${old.driver})${gpus}.`;
  return [{ ...findingAtPin(side, "driver-raised", message, { subject: "driver", needs: needs.driver }) }];
}

function isBelow(capability: string | undefined, [major, minor]: readonly [number, number]): boolean {
  const [own, more = 0] = (capability ?? "").split(".").map(Number);
  if (own === undefined || capability === undefined || Number.isNaN(own)) return false;
  return own < major || (own === major && more < minor);
}
