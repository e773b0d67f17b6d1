import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { CannotTell } from "../checks/cannot-tell.ts";
import type { PlacedRequirement } from "../pins/manifest.ts";
import type { Pin } from "../pins/pin.ts";
import type { Host } from "../platform/host.ts";
import { normalize, samePublicVersion } from "../python/version.ts";
import { type IndexSettings, withManifestOptions } from "../release/index-settings.ts";
import type { PlatformTags } from "../release/wheel-tags.ts";
import type { Build, Role } from "../report/report.ts";
import { type CpuBuild, PYTORCH_CPU_INDEX } from "./cpu-sources.ts";
import { type LockedPackage, parsePylock, preferencesLock } from "./pylock.ts";
import {
  cpuInput,
  isForGpus,
  type Omission,
  type Requirements,
  type ResolverInput,
  releaseInput,
  writtenInput,
} from "./resolver-input.ts";
import { type Compiled, compile, type UvContext } from "./uv.ts";
import type { Explanation } from "./uv-explanation.ts";

/** One side of the comparison, as far as installing goes. */
export interface Lane {
  readonly role: Role;
  readonly version: string;
  /** The repository's requirement sets; the first is the one installed, the others must resolve too. */
  readonly sets: readonly [NamedRequirements, ...NamedRequirements[]];
  /** Files of further sets, which are not resolved. */
  readonly leftOut: readonly string[];
}

export interface NamedRequirements {
  /** The file it starts from. */
  readonly file: string;
  /** The vLLM pin it is built around; absent where the repository has none. */
  readonly pin?: Pin;
  readonly requirements: Requirements;
  /** The same with their places; absent where the repository has none. */
  readonly declared?: readonly PlacedRequirement[];
}

/** A requirement set with vLLM's own lines as the repository has them. */
export interface WrittenRequirements extends NamedRequirements {
  readonly vllm: Readonly<Record<"requirements" | "constraints" | "overrides", readonly string[]>>;
}

/** A frozen resolution of one lane's first requirement set. */
export interface Resolved {
  readonly kind: "resolved";
  readonly frozen: string;
  readonly text: string;
  readonly packages: readonly LockedPackage[];
  readonly omitted: readonly Omission[];
  readonly settings: IndexSettings;
  readonly seconds: number;
}

export type ResolutionOutcome =
  | Resolved
  | { readonly kind: "conflict"; readonly file: string; readonly explanation: Explanation };

export interface ResolutionContext {
  readonly uv: UvContext;
  readonly settings: IndexSettings;
  readonly host: Host;
  /** Path or version of the interpreter. */
  readonly python: string;
  /** `3.11`. */
  readonly pythonVersion: string;
}

/** The platform releases are deployed to, where the check itself runs on another (macOS). */
const DEPLOYMENT_PLATFORM = "x86_64-manylinux_2_35";

/** What is resolved for on a host, as markers ask it. */
export function deployedOn({ os, machine }: PlatformTags): { readonly os: "linux"; readonly machine: string } {
  return { os: "linux", machine: os === "linux" ? machine : "x86_64" };
}

/**
 * Resolves every requirement set of a lane with the release build. Versions of `before` (the other lane's resolution, or a
 * lock file's) are kept where nothing forces them to move, so that a difference is vLLM's doing.
 */
export async function resolveRelease(
  lane: Lane,
  before: Resolved | undefined,
  context: ResolutionContext,
): Promise<ResolutionOutcome> {
  const elsewhere = context.host.tags.os !== "linux";
  const outcomes = await Promise.all(
    lane.sets.map(async ({ file, requirements }, position) => {
      const input = releaseInput(requirements, lane.version);
      const settings = withManifestOptions(context.settings, requirements.options, file);
      const compiled = await compile(context.uv, {
        name: `${lane.role}-release${position === 0 ? "" : `-${position}`}`,
        input,
        settings,
        python: elsewhere ? context.pythonVersion : context.python,
        preferences: preferencesOf(position === 0 ? before : undefined, requirements),
        ...(elsewhere ? { pythonPlatform: DEPLOYMENT_PLATFORM } : {}),
      });
      return outcomeOf(compiled, file, input.omitted, settings, context);
    }),
  );
  return outcomes.find((outcome) => outcome.kind === "conflict") ?? (outcomes[0] as Resolved);
}

/** What a resolver chooses for a requirement set as it is written, and what keeps a newer release out. */
export interface ChosenVersion {
  /** Of vLLM, PEP 440. */
  readonly version: string;
  /** A clause: `torch<=2.12.1 keeps 0.33.0 out`; absent where the newest is chosen or nobody says why not. */
  readonly because?: string;
}

/**
 * The version of vLLM that an installation without a lock gets.
 *
 * @param newest the newest release that the repository's own specifier admits
 * @returns `undefined` where the set does not resolve as it is written
 * @throws {CannotTell}
 */
export async function chooseVersion(
  { file, requirements, vllm }: WrittenRequirements,
  newest: string,
  context: ResolutionContext,
): Promise<ChosenVersion | undefined> {
  const settings = withManifestOptions(context.settings, requirements.options, file);
  const elsewhere = context.host.tags.os !== "linux";
  const resolve = (name: string, input: ResolverInput) =>
    compile(context.uv, {
      name,
      input,
      settings,
      python: elsewhere ? context.pythonVersion : context.python,
      preferences: preferencesLock(requirements.preferences),
      ...(elsewhere ? { pythonPlatform: DEPLOYMENT_PLATFORM } : {}),
    });
  const written = await resolve("written", writtenInput(requirements, vllm));
  if (written.kind === "conflict") return undefined;
  const packages = parsePylock(written.text, context.host.tags, context.pythonVersion);
  const version = packages.find(({ name }) => name === "vllm")?.version;
  if (version === undefined || normalize(version) === undefined) return undefined;
  if (samePublicVersion(version, newest)) return { version };
  const forced = await resolve("newest", releaseInput(requirements, newest));
  if (forced.kind !== "conflict") return { version };
  const { requirements: named, summary } = forced.explanation;
  const because =
    named.length === 0
      ? `${newest} does not resolve: ${summary}`
      : `${named.slice(0, 3).join(", ")} keeps ${newest} out`;
  return { version, because };
}

/**
 * Resolves a lane's first requirement set around a CPU build.
 *
 * @throws {CannotTell} `no-cpu-build` when it does not resolve: the CPU build's own limits say nothing of the release
 */
export async function resolveCpu(
  lane: Lane,
  build: CpuBuild,
  torchIndex: boolean,
  before: Resolved | undefined,
  context: ResolutionContext,
): Promise<Resolved> {
  const [{ file, requirements }] = lane.sets;
  const input = cpuInput(requirements, { distribution: build.distribution, suffix: build.suffix, torchIndex });
  const { options } = requirements;
  const places = {
    ...options,
    extraIndexes: [
      ...(build.index ? [build.index] : []),
      ...(torchIndex ? [PYTORCH_CPU_INDEX] : []),
      ...options.extraIndexes,
    ],
    boundIndexes: (options.boundIndexes ?? []).filter(({ packages }) => !packages.every(isForGpus)),
  };
  // Several indexes offer torch here; only the best match over all of them has the CPU build's exact pin.
  const settings = {
    ...withManifestOptions(context.settings, places, file),
    strategy: "unsafe-best-match",
  } as const;
  const compiled = await compile(context.uv, {
    name: `${lane.role}-cpu`,
    input,
    settings,
    python: context.python,
    preferences: preferencesOf(before, requirements),
  });
  const outcome = await outcomeOf(compiled, file, input.omitted, settings, context);
  if (outcome.kind === "resolved") return outcome;
  throw new CannotTell(
    "no-cpu-build",
    `The CPU build of vLLM ${lane.version} (${build.label}) does not resolve here: ${outcome.explanation.summary}.`,
    "Name another source with `cpu-sources`, add the index it needs to pip's or uv's settings, or use a GPU runner.",
    { details: outcome.explanation.text },
  );
}

function preferencesOf(before: Resolved | undefined, requirements: Requirements): string | undefined {
  return before?.text ?? preferencesLock(requirements.preferences);
}

async function outcomeOf(
  compiled: Compiled,
  file: string,
  omitted: readonly Omission[],
  settings: IndexSettings,
  context: ResolutionContext,
): Promise<ResolutionOutcome> {
  if (compiled.kind === "conflict") return { kind: "conflict", file, explanation: compiled.explanation };
  const packages = await Promise.all(
    parsePylock(compiled.text, context.host.tags, context.pythonVersion).map(withLocalSize),
  );
  return { ...compiled, kind: "resolved", packages, omitted, settings };
}

async function withLocalSize(entry: LockedPackage): Promise<LockedPackage> {
  if (entry.size !== undefined || entry.localFile === undefined) return entry;
  const size = await stat(fileURLToPath(entry.localFile)).then(
    (stats) => (stats.isFile() ? stats.size : undefined),
    () => undefined,
  );
  return size === undefined ? entry : { ...entry, size };
}

/** The builds to make on this host. On a GPU host the release runs models itself. */
export function wantedBuilds(builds: "auto" | "release" | "cpu", host: Host): readonly Build[] {
  if (builds !== "auto") return [builds];
  return host.gpus.length > 0 ? ["release"] : ["release", "cpu"];
}
