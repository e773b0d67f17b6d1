import { resolve } from "node:path";
import { CHECK_IDS } from "../checks/result.ts";
import type { Configuration } from "../configuration.ts";
import type { Inputs } from "../inputs.ts";
import { readSetting, type SettingName, type Settings } from "./settings.ts";
import { UsageError } from "./usage-error.ts";

/** One setting as a user gave it by hand, with what to call it in a message: `Input fail-on`, `Option --fail-on`. */
export interface Given {
  readonly name: SettingName;
  readonly text: string;
  readonly label: string;
}

type DefaultedName =
  | "checks"
  | "builds"
  | "cpu-sources"
  | "timeout-minutes"
  | "upgrade-map"
  | "advisories"
  | "release-notes"
  | "fail-on"
  | "comment"
  | "suggestions"
  | "annotations"
  | "summary";
type SettledValues = Pick<Settings, DefaultedName> & Partial<Omit<Settings, DefaultedName>>;

/**
 * The one home of defaults. `action.yml` has none for these: an input left alone must not win over the configuration
 * file, and the runner does not tell a default from a value that was written.
 */
export const DEFAULTS: Pick<Settings, DefaultedName> = {
  checks: CHECK_IDS,
  builds: "auto",
  "cpu-sources": [],
  "timeout-minutes": 10,
  "upgrade-map": false,
  advisories: "osv",
  "release-notes": true,
  "fail-on": "regression",
  comment: true,
  suggestions: true,
  annotations: true,
  summary: true,
};

/**
 * What was given by hand, over the configuration file, over the defaults.
 *
 * @param folder where relative paths start
 * @param others problems already found, to be reported together with these
 * @throws {UsageError} with every problem found
 */
export function mergeInputs(from: {
  readonly root: string;
  readonly folder: string;
  readonly given: readonly Given[];
  readonly configuration: Configuration | undefined;
  readonly others?: readonly string[];
}): Inputs {
  const problems = [...(from.others ?? [])];
  const values: SettledValues = { ...DEFAULTS, ...from.configuration?.values };
  for (const { name, text, label } of from.given) {
    const reading = readSetting(name, text);
    if ("problem" in reading) problems.push(`${label}: ${reading.problem}`);
    else Object.assign(values, { [name]: reading.value });
  }
  if (problems.length > 0) throw new UsageError(problems);
  const { file: _file, values: _values, ...lists } = from.configuration ?? { file: "", values: {} };
  return { ...toInputs(values, from.root, from.folder), ...lists };
}

function toInputs(values: SettledValues, root: string, folder: string): Inputs {
  const { "current-version": currentVersion, target, "python-version": pythonVersion, model } = values;
  const { "report-path": reportPath, "sarif-path": sarifPath, "rollback-path": rollbackPath } = values;
  return {
    root,
    ...(currentVersion === undefined ? {} : { currentVersion }),
    ...(target === undefined ? {} : { target }),
    ...(pythonVersion === undefined ? {} : { pythonVersion }),
    checks: values.checks,
    builds: values.builds,
    cpuSources: values["cpu-sources"],
    ...(model === undefined ? {} : { model }),
    timeoutMinutes: values["timeout-minutes"],
    upgradeMap: values["upgrade-map"],
    advisories: values.advisories,
    releaseNotes: values["release-notes"],
    failOn: values["fail-on"],
    comment: values.comment,
    suggestions: values.suggestions,
    annotations: values.annotations,
    summary: values.summary,
    ...(reportPath === undefined ? {} : { reportPath: resolve(folder, reportPath) }),
    ...(sarifPath === undefined ? {} : { sarifPath: resolve(folder, sarifPath) }),
    ...(rollbackPath === undefined ? {} : { rollbackPath: resolve(folder, rollbackPath) }),
  };
}
