import type { RequirementSet } from "../pins/requirement-set.ts";
import { parseRequirement } from "../python/requirement.ts";

/** A requirement set without its provenance: what one side's resolution needs to know. */
export type Requirements = Omit<RequirementSet, "file" | "pin" | "declared" | "vllmOptions">;

/** A package left out on purpose, with the reason, for the report. */
export interface Omission {
  readonly name: string;
  readonly reason: string;
}

/** The files uv is given, as text, and what was left out of them. */
export interface ResolverInput {
  readonly requirements: string;
  readonly constraints: string;
  readonly overrides: string;
  readonly omitted: readonly Omission[];
}

/** The repository's whole requirement set with vLLM at one version, as users install it. */
export function releaseInput(set: Requirements, version: string): ResolverInput {
  return {
    requirements: lines([vllmLine("vllm", `==${version}`, set.vllm), ...set.requirements]),
    constraints: lines(set.constraints),
    overrides: lines(set.overrides),
    omitted: [],
  };
}

/** The same with vLLM as the repository's own lines ask for it: what is installed is the resolver's choice. */
export function writtenInput(
  set: Requirements,
  vllm: Readonly<Record<"requirements" | "constraints" | "overrides", readonly string[]>>,
): ResolverInput {
  return {
    requirements: lines([...vllm.requirements, ...set.requirements]),
    constraints: lines([...vllm.constraints, ...set.constraints]),
    overrides: lines([...vllm.overrides, ...set.overrides]),
    omitted: [],
  };
}

/** Where a CPU build stands in for the release. */
export interface CpuStandIn {
  /** The distribution's name: `vllm`, or another where a community builds it. */
  readonly distribution: string;
  /** What follows the name: `==0.32.0+cpu`, ` @ https://…`. */
  readonly suffix: string;
  /** Whether the packages of PyTorch's CPU index can be had (torchvision and the like that fit a CPU torch). */
  readonly torchIndex: boolean;
}

/** Packages that a CPU build brings at its own version, or that only work on a GPU: the repository's word on them is for GPUs. */
const GPU_PACKAGES =
  /^(?:torch|torchvision|torchaudio|torchcodec|triton|pytorch-triton|xformers|flash-attn\w*|flashinfer-\w+|nvidia-[\w-]+|cupy-[\w-]+|bitsandbytes|deepspeed|apex|transformer-engine[\w-]*)$/;

/** Whether a CPU environment does without the repository's word on a package. */
export function isForGpus(name: string): boolean {
  return name === "vllm" || GPU_PACKAGES.test(name);
}

/** On the default index these are built for a CUDA torch and do not load beside a CPU torch. */
const TORCH_COMPANIONS = ["torchvision", "torchaudio", "torchcodec"];

const NEVER = "; python_version < '3'";

export function cpuInput(set: Requirements, standIn: CpuStandIn): ResolverInput {
  const omitted: Omission[] = [];
  const keep = (text: string) => {
    const name = parseRequirement(text)?.name;
    if (name === undefined || !isForGpus(name)) return true;
    if (!omitted.some((omission) => omission.name === name)) {
      omitted.push({ name, reason: "pinned for GPUs; the CPU build brings its own" });
    }
    return false;
  };
  const input = {
    requirements: lines([vllmLine(standIn.distribution, standIn.suffix, set.vllm), ...set.requirements.filter(keep)]),
    constraints: lines(set.constraints.filter(keep)),
  };
  const overrides = set.overrides.filter(keep);
  if (!standIn.torchIndex) {
    for (const name of TORCH_COMPANIONS) {
      overrides.push(`${name} ${NEVER}`);
      omitted.push({ name, reason: "no build for a CPU torch on the configured indexes" });
    }
  }
  if (standIn.distribution !== "vllm") {
    overrides.push(`vllm ${NEVER}`);
    omitted.push({ name: "vllm", reason: `${standIn.distribution} stands in for it` });
  }
  return { ...input, overrides: lines(overrides), omitted };
}

function vllmLine(name: string, suffix: string, { extras, marker }: Requirements["vllm"]): string {
  const bracket = extras.length > 0 ? `[${extras.join(",")}]` : "";
  return `${name}${bracket}${suffix}${marker === undefined ? "" : ` ; ${marker}`}`;
}

/**
 * One line a requirement. In a TOML file a requirement may hold line feeds or be an option (`-r ~/.netrc`): uv would obey
 * it, and print what it cannot read of a file outside of the repository.
 */
function lines(texts: readonly string[]): string {
  return texts
    .map((text) => text.replace(/\s+/g, " ").trim())
    .filter((text) => !text.startsWith("-") || text.startsWith("-e "))
    .map((text) => `${text}\n`)
    .join("");
}
