import type { IndexSettings } from "../release/index-settings.ts";
import type { Build, EnvironmentFacts, Role } from "../report/report.ts";
import type { LockedPackage } from "./pylock.ts";
import type { Omission } from "./resolver-input.ts";

/** A virtual environment with one release and the repository's other requirements in it. */
export interface Environment {
  readonly role: Role;
  readonly build: Build;
  /** The version asked for. */
  readonly version: string;
  /** The name vLLM is installed under: `vllm`, or the community distribution's. */
  readonly distribution: string;
  /** Path of the environment's interpreter. */
  readonly python: string;
  /** Path of the frozen resolution it was made from, which also brings it back: exact versions with hashes. */
  readonly frozen: string;
  /** The index settings it was resolved with. May hold credentials. */
  readonly settings: IndexSettings;
  readonly packages: readonly LockedPackage[];
  readonly omitted: readonly Omission[];
  readonly facts: EnvironmentFacts;
}
