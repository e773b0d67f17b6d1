import type { AdvisoryReading } from "../advisories/osv-client.ts";
import type { CodeAnalysis } from "../analysis/code-analysis.ts";
import type { ConfigurationAnalysis } from "../analysis/configuration-analysis.ts";
import type { ReleaseRuntime } from "../analysis/release-runtime.ts";
import type { AskedRanges } from "../dependencies/asked-ranges.ts";
import type { ThirdParty, ThirdPartyCode } from "../dependencies/third-party.ts";
import type { BuildLabels } from "../deployment/build-labels.ts";
import type { InstalledOn } from "../deployment/deployment.ts";
import type { Environment } from "../environment/environment.ts";
import type { LanesState } from "../environment/lanes.ts";
import type { PipCheckReading } from "../environment/pip-check.ts";
import type { PluginReading } from "../environment/plugins.ts";
import type { ProbeResult } from "../environment/probe.ts";
import type { Deployment } from "../pins/deployments.ts";
import type { PlacedRequirement, Problem } from "../pins/manifest.ts";
import type { Pin } from "../pins/pin.ts";
import type { Gpu } from "../platform/gpu.ts";
import type { MarkerEnvironment } from "../python/marker.ts";
import type { Resolution } from "../release/resolve-version.ts";
import type { PlatformTags } from "../release/wheel-tags.ts";
import type { Role } from "../report/report.ts";
import type { Outcome } from "./outcome.ts";
import type { CheckId, SideResult } from "./result.ts";
import type { SourceComments } from "./suppression/source-comments.ts";

/** One side of the comparison: what the repository says there, and what the index says of it. */
export interface Side {
  readonly role: Role;
  /** PEP 440. */
  readonly version: string;
  readonly release: Resolution;
  readonly pins: readonly Pin[];
  /** Install lines in documents. */
  readonly mentions: readonly Pin[];
  /** Which of the pins are deployed together. */
  readonly deployments: readonly Deployment[];
  /** The pin the side's version was read from. */
  readonly pin?: Pin;
  readonly problems: readonly Problem[];
}

/** Everything a check may use. Whatever costs time is asked for once and remembered. */
export interface CheckContext {
  readonly sides: Readonly<Record<Role, Side>>;
  /** The Python the repository runs: `3.11`, and who says so. */
  readonly python: { readonly version: string; readonly from: string };
  /** What markers ask of the place that packages are resolved for. */
  readonly markers: MarkerEnvironment;
  readonly platform: PlatformTags;
  /** This host's, as its driver tells. */
  readonly gpus: readonly Gpu[];
  /** What the repository asks for beside vLLM as it would be, of the requirement sets that make the move. */
  readonly declared: readonly PlacedRequirement[];
  readonly earlier: ReadonlyMap<CheckId, Readonly<Record<Role, SideResult>>>;
  /** What is known of vulnerabilities in vLLM. It never rejects. */
  advisories(): Promise<AdvisoryReading>;
  /** What a side's repository says that vLLM is installed on. */
  deployment(role: Role): Promise<InstalledOn>;
  /** The torch and the CUDA of a side's release; `undefined` where the release names no single torch. @throws {CannotTell} */
  runtime(role: Role): Promise<ReleaseRuntime | undefined>;
  /** Whether an index for one build has that torch; `undefined` where it cannot be asked. */
  servesTorch(torch: NonNullable<BuildLabels["torch"]>, version: string): Promise<boolean | undefined>;
  /** What the target breaks in the repository's code. @throws {CannotTell} */
  code(): Promise<CodeAnalysis>;
  /** What of vLLM's surface the repository uses and the target does not accept. @throws {CannotTell} */
  configuration(): Promise<ConfigurationAnalysis>;
  /** Resolutions and environments. @throws {CannotTell} */
  lanes(): Promise<LanesState>;
  /** What the release itself asks for on the repository's Python and platform; `undefined` where its metadata cannot be read. */
  asked(role: Role): Promise<AskedRanges | undefined>;
  /** Packages of the target's resolution that say that they do not work with it. */
  thirdParties(): Promise<readonly ThirdParty[]>;
  /** What the target breaks in the code of such packages; nothing where the code check is not asked for. */
  thirdPartyCode(): Promise<ThirdPartyCode>;
  /** @throws {CannotTell} when there is none */
  environment(role: Role, purpose: "import" | "inference"): Promise<Environment>;
  pipCheck(environment: Environment): Promise<PipCheckReading | { readonly error: string }>;
  importVllm(environment: Environment): Promise<ProbeResult>;
  /** vLLM's plugins there, loaded; `undefined` where that could not be tried. @throws {CannotTell} */
  plugins(environment: Environment): Promise<readonly PluginReading[] | undefined>;
  installedVersion(environment: Environment): Promise<ProbeResult>;
  /** The guide's `vllm --version`; `undefined` where the host or the build does not allow it. */
  vllmVersion(environment: Environment): Promise<string | undefined>;
  generate(environment: Environment): Promise<ProbeResult>;
  /** The tokens the model must produce; `undefined` for the user's own model. */
  readonly golden: Golden | undefined;
  /**
   * Applies the patch that puts the pins back to a copy of their files, and reads them again: how many files and pins went back, or
   * what went wrong. `undefined` where no file is edited by hand.
   */
  rehearsePatch(): Promise<
    | { readonly ok: true; readonly files: number; readonly pins: number }
    | { readonly ok: false; readonly text: string }
    | undefined
  >;
  /** Makes the target's environment hold what the current one holds. Afterwards it is the current release. */
  putBack(target: Environment, current: Environment): Promise<{ readonly ok: boolean; readonly text: string }>;
  /** What the comments of the files that a check looked at say of suppressions. Asked for after the check has run. */
  commentSuppressions(check: CheckId): Promise<SourceComments>;
}

/** `assets/tiny-opt/golden.json`: computed once by the reference implementation. */
export interface Golden {
  readonly prompts: readonly {
    readonly text: string;
    readonly promptTokenIds: readonly number[];
    readonly tokenIds: readonly number[];
  }[];
}

export interface Check {
  readonly id: CheckId;
  readonly title: string;
  /** All later checks stand on it: where it fails on both sides there is nothing to compare. */
  readonly foundation: boolean;
  /** Checks that must have passed on a side before this one says anything of it. */
  readonly requires: readonly CheckId[];
  /** Judges one side. A thrown `CannotTell` is its `inconclusive`. */
  run(context: CheckContext, role: Role): Promise<Outcome>;
}
