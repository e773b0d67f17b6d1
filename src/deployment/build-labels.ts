import type { Manifest } from "../pins/manifest.ts";
import type { Pin } from "../pins/pin.ts";
import { pinnedVersion } from "../pins/reference.ts";
import { requirementSet } from "../pins/requirement-set.ts";
import { explain } from "../python/version.ts";

/** Which builds of vLLM and of torch the files around a pin choose: PyTorch's labels, `cu129`, `cpu`, `rocm6.3`. */
export interface BuildLabels {
  /** From a local version, a wheel's name, or vLLM's index for one release and build. */
  readonly vllm?: string;
  /** The index that serves one build of torch. The URL may hold credentials: never print it. */
  readonly torch?: { readonly label: string; readonly index: string };
}

const LABEL = "cu\\d{2,3}|cpu|xpu|rocm[\\d.]*";
/** `https://wheels.vllm.ai/0.19.1/cu130` (vLLM's installation page). */
const VLLM_INDEX = new RegExp(`^https://(?:[^/@]*@)?wheels\\.vllm\\.ai/[^/]+/(${LABEL})/?$`, "i");
/** `https://download.pytorch.org/whl/cu128`, `…/whl/nightly/cu130`, and mirrors of them. */
const TORCH_INDEX = new RegExp(`^https?://.+/whl/(?:nightly/|test/)?(${LABEL})/?$`, "i");

/** Two indexes that say different things say nothing. */
export function buildLabels(pin: Pin, manifests: readonly Manifest[]): BuildLabels {
  const { options } = requirementSet(pin, manifests);
  const bound = (options.boundIndexes ?? []).filter(({ packages }) => packages.includes("torch"));
  const indexes = [options.defaultIndex ?? [], options.extraIndexes, bound.map(({ url }) => url)].flat();
  const labelled = (pattern: RegExp) =>
    indexes.flatMap((index) => {
      const label = pattern.exec(index)?.[1]?.toLowerCase();
      return label === undefined ? [] : [{ label, index }];
    });
  const own = [explain(pinnedVersion(pin.reference) ?? "")?.local ?? []].flat();
  const vllm = new Set(own.length > 0 ? own : labelled(VLLM_INDEX).map(({ label }) => label));
  const torch = labelled(TORCH_INDEX);
  const [only, ...more] = vllm;
  const same = torch.every(({ label }) => label === torch[0]?.label);
  return {
    ...(only !== undefined && more.length === 0 ? { vllm: only } : {}),
    ...(torch[0] !== undefined && same ? { torch: torch[0] } : {}),
  };
}
