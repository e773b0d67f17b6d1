import type { UpgradePath } from "../release/release.ts";

/** What became of one package between the two resolutions. */
export interface DependencyChange {
  /** PEP 503 normalized. */
  readonly name: string;
  readonly kind: "added" | "removed" | "moved";
  /** The version beside the current release; absent for what is added. */
  readonly from?: string;
  /** The version beside the target; absent for what is removed. */
  readonly to?: string;
  /** Of what moved: the size of the step in semver's words (`none`: a local version or a rebuild), and where to. */
  readonly step?: UpgradePath["step"];
  readonly direction?: "up" | "down";
}

/** What a release of vLLM itself asks for of one package (`Requires-Dist`, for the repository's Python and platform). */
export interface AskedChange {
  /** PEP 503 normalized. */
  readonly name: string;
  /** PEP 440 specifiers, `""` for any version; absent where that release does not ask for the package. */
  readonly current?: string;
  readonly target?: string;
}

/** How the packages around vLLM change with the move: of the requirement set that the deciding pin stands in. */
export interface DependencyChanges {
  /** The file that set starts from. */
  readonly file: string;
  /** The most important first; empty where a side does not resolve. */
  readonly changes: readonly DependencyChange[];
  /** Packages that stay at their version; absent where a side does not resolve. */
  readonly unchanged?: number;
  /** What vLLM asks for where the two releases differ, and for what changes besides; empty where their metadata cannot be read. */
  readonly asked: readonly AskedChange[];
}
