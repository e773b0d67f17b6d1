import type { CheckId } from "./checks/result.ts";
import type { FailOn } from "./report/report.ts";

/** `auto`: the release build, and on a host without a GPU the CPU build too, as far as the disk allows. */
export type Builds = "auto" | "release" | "cpu";

/** Everything a user can set, parsed and validated, whichever edge it came from (`INPUT_*`, command line, configuration file). */
export interface Inputs {
  /** Absolute path of the repository checked. */
  readonly root: string;
  /** PEP 440 version; overrides what the pins say. */
  readonly currentVersion?: string;
  /** A version, a PEP 440 specifier, `latest` or `latest-patch`. */
  readonly target?: string;
  /** `3.11`, `3.11.7`. */
  readonly pythonVersion?: string;
  readonly checks: readonly CheckId[];
  readonly builds: Builds;
  /** Ordered CPU sources; empty means the built-in order. See `environment/cpu-sources.ts`. */
  readonly cpuSources: readonly string[];
  /** Path or hub id of a model for the inference check; absent means the built-in one. */
  readonly model?: string;
  /** Minutes one probe (import, inference) may take. */
  readonly timeoutMinutes: number;
  readonly failOn: FailOn;
  readonly comment: boolean;
  readonly annotations: boolean;
  readonly summary: boolean;
  /** Where the JSON report is written; absent means the runner's temporary folder. */
  readonly reportPath?: string;
}
