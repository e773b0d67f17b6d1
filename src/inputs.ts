import { resolve } from "node:path";
import type { CheckId } from "./checks/result.ts";
import type { Suppression } from "./checks/suppression/suppression.ts";
import type { Configuration, Location } from "./configuration.ts";
import { type Given, mergeInputs } from "./inputs/merge.ts";
import { SETTING_NAMES } from "./inputs/settings.ts";
import type { NamedDeployment } from "./pins/file-groups.ts";
import type { FailOn } from "./report/report.ts";

/** `auto`: the release build, and on a host without a GPU the CPU build too, as far as the disk allows. */
export type Builds = "auto" | "release" | "cpu";

/** Everything a user can set, parsed and validated, whichever edge it came from (`INPUT_*`, command line, configuration file). */
export interface Inputs {
  /** Absolute path of the repository checked. */
  readonly root: string;
  /** PEP 440 version; overrides what the pins say. */
  readonly currentVersion?: string;
  /** A version, a PEP 440 specifier, `latest`, `latest-patch` or `furthest-safe`. */
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
  /** Whether the code is judged on every later release too, not on the target alone. */
  readonly upgradeMap: boolean;
  /** `osv`, `off`, or the address of a service with OSV's interface. */
  readonly advisories: string;
  /** Whether vLLM's release notes between the two are read. */
  readonly releaseNotes: boolean;
  readonly failOn: FailOn;
  readonly comment: boolean;
  /** Whether edits of one line are put at their line of the pull request, to be applied with a click. */
  readonly suggestions: boolean;
  readonly annotations: boolean;
  readonly summary: boolean;
  /** Where the JSON report is written; absent means the runner's temporary folder. */
  readonly reportPath?: string;
  /** Where the findings are written for code scanning (SARIF); absent means nowhere. */
  readonly sarifPath?: string;
  /** Folder the files of the way back are written to; absent means the action's temporary folder, and nowhere from a terminal. */
  readonly rollbackPath?: string;
  /** Findings to live with, from the configuration file; absent where it names none. */
  readonly suppressions?: readonly Suppression[];
  /** Files whose pins are deployed together, from the configuration file; absent where it names none. */
  readonly deployments?: readonly NamedDeployment[];
  /** Files whose pins do not count, from the configuration file: globs; absent where it names none. */
  readonly ignorePins?: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where to look, before anything else is read: relative paths start at the workspace. */
export function actionLocation(env: Environment): Location {
  const workspace = workspaceOf(env);
  const config = inputText(env, "config");
  return {
    root: resolve(workspace, inputText(env, "root") ?? "."),
    ...(config === undefined ? {} : { config: resolve(workspace, config) }),
  };
}

/** The `github-token` input. Never part of `Inputs`: what checks see must not hold it. */
export function actionToken(env: Environment): string | undefined {
  return inputText(env, "github-token");
}

/**
 * The action's inputs, over the configuration file, over the defaults.
 *
 * @throws {UsageError} with every problem found
 */
export function readActionInputs(env: Environment, configuration?: Configuration): Inputs {
  const given: Given[] = SETTING_NAMES.flatMap((name) => {
    const text = inputText(env, name);
    return text === undefined ? [] : [{ name, text, label: `Input ${name}` }];
  });
  return mergeInputs({ root: actionLocation(env).root, folder: workspaceOf(env), given, configuration });
}

/** The runner's naming: https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax#inputs. Blank means absent. */
function inputText(env: Environment, name: string): string | undefined {
  return env[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`]?.trim() || undefined;
}

function workspaceOf(env: Environment): string {
  return resolve(env["GITHUB_WORKSPACE"] || ".");
}
