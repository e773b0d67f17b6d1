import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Cuda, parseCuda } from "../deployment/cuda.ts";
import { requiresDist } from "../python/core-metadata.ts";
import { parseRequirement } from "../python/requirement.ts";
import { compare, normalize } from "../python/version.ts";
import { readReleases } from "../release/index-client.ts";
import type { Release, ReleaseFile } from "../release/release.ts";
import { pickWheel } from "../source/pick-wheel.ts";
import { keptFolder } from "../source/source-cache.ts";
import { wheelMetadata } from "../source/wheel-metadata.ts";
import { keyOf, orCannotTell, releaseSource, type SourceContext } from "./release-source.ts";

/** What a release of vLLM brings of the machine's side: the torch that it pins, and the CUDA that torch brings. */
export interface ReleaseRuntime {
  /** PEP 440. */
  readonly torch: string;
  /** The CUDA toolkit whose libraries torch's wheel on the index requires; absent where it requires none. */
  readonly cuda?: Cuda;
  /** torch's files on the index: their tags say which C library they need. */
  readonly files: readonly ReleaseFile[];
}

/**
 * Reads it from the metadata of the release's wheel and of torch's: vLLM's compiled code is built for exactly one torch.
 *
 * @returns `undefined` where the release pins no single torch, or the index has no wheel of it
 * @throws {CannotTell} as `releaseSource`
 */
export async function releaseRuntime(release: Release, context: SourceContext): Promise<ReleaseRuntime | undefined> {
  const [{ requires }, releases] = await Promise.all([
    releaseSource(release, context),
    readReleases("torch", context.settings, context.fetch, context.policy),
  ]);
  const torch = exactTorch(requires);
  const found = [...releases.values()].find(({ version }) => torch !== undefined && compare(version, torch) === 0);
  if (torch === undefined || found === undefined) return undefined;
  const linux = context.platform.os === "linux" ? context.platform : DEPLOYMENT;
  const file = pickWheel(found.files, linux, context.pythonVersion);
  if (file?.filename.endsWith(".whl") !== true) return undefined;
  const cuda = cudaOf(requiresDist(await keptMetadata(file, context)), linux.machine);
  return { torch, files: found.files, ...(cuda === undefined ? {} : { cuda }) };
}

/** Where releases are deployed to, if the check itself runs elsewhere. */
const DEPLOYMENT = { os: "linux", machine: "x86_64", glibc: [2, 35] } as const;

/** `torch==2.11.0`; `undefined` for a range, or where markers choose between several. */
function exactTorch(requires: readonly string[]): string | undefined {
  const specifiers = requires.flatMap((line) => {
    const requirement = parseRequirement(line);
    return requirement?.name === "torch" && !/\bextra\b/.test(requirement.marker ?? "") ? [requirement.specifier] : [];
  });
  const [only, ...more] = new Set(specifiers);
  const version = more.length === 0 ? /^==\s*([^,*]+)$/.exec(only ?? "")?.[1] : undefined;
  return version === undefined ? undefined : normalize(version);
}

/** `nvidia-cuda-runtime-cu12==12.8.90`, or since torch 2.11 `cuda-toolkit[cudart,…]==13.0.2`. */
function cudaOf(requires: readonly string[], machine: string): Cuda | undefined {
  for (const line of requires) {
    const requirement = parseRequirement(line);
    if (requirement === undefined || !/^(?:nvidia-cuda-runtime(?:-cu\d+)?|cuda-toolkit)$/.test(requirement.name))
      continue;
    const { marker = "", specifier } = requirement;
    const only = /platform_machine\s*==\s*["'](\w+)["']/.exec(marker)?.[1];
    if (/\bextra\b/.test(marker) || (only !== undefined && only !== machine)) continue;
    const cuda = parseCuda(specifier.replace(/^==\s*/, ""));
    if (cuda !== undefined) return cuda;
  }
  return undefined;
}

/** Kept across runs by the wheel's hash, as vLLM's source is. */
async function keptMetadata(file: ReleaseFile, context: SourceContext): Promise<string> {
  const folder = await orCannotTell(() =>
    keptFolder(context.cacheDir, `metadata-${keyOf(file)}`, async () => {
      return new Map([["METADATA", await wheelMetadata(file, context)]]);
    }),
  );
  return readFile(join(folder, "METADATA"), "utf8");
}
