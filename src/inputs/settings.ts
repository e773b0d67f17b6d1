import { CHECK_IDS, type CheckId } from "../checks/result.ts";
import type { Builds } from "../inputs.ts";
import { normalize } from "../python/version.ts";
import { parseVersionRequest } from "../release/resolve-version.ts";
import type { FailOn } from "../report/report.ts";
import { nearest } from "./nearest.ts";

/** What a user can set, by the name it has in `action.yml` and in the configuration file. */
export interface Settings {
  readonly "current-version": string;
  readonly target: string;
  readonly "python-version": string;
  readonly checks: readonly CheckId[];
  readonly builds: Builds;
  readonly "cpu-sources": readonly string[];
  readonly model: string;
  readonly "timeout-minutes": number;
  readonly "upgrade-map": boolean;
  readonly "fail-on": FailOn;
  /** `osv`, `off`, or the address of a service with OSV's interface. */
  readonly advisories: string;
  readonly "release-notes": boolean;
  readonly comment: boolean;
  readonly suggestions: boolean;
  readonly annotations: boolean;
  readonly summary: boolean;
  readonly "report-path": string;
  readonly "sarif-path": string;
  readonly "rollback-path": string;
}
export type SettingName = keyof Settings;

/** A reading of one value's text: the value, or what is wrong with it and what to write. */
export type Reading<T> = { readonly value: T } | { readonly problem: string };

interface Setting<T> {
  /** The YAML types it may have in the configuration file. Inputs and options are always text. */
  readonly yaml: readonly ("string" | "boolean" | "number" | "list")[];
  /** Text without surrounding blanks, never empty. A YAML list arrives as lines. */
  read(text: string): Reading<T>;
}

/** The checks that need no environment: Node and the index are enough. */
export const STATIC_CHECKS: readonly CheckId[] = [
  "pins",
  "release",
  "advisories",
  "dependencies",
  "code",
  "configuration",
];

/** Adding a setting: a row here, in `action.yml` and in `schema/configuration.schema.json`; tests hold the three together. */
export const SETTINGS: { readonly [Name in SettingName]: Setting<Settings[Name]> } = {
  "current-version": { yaml: ["string"], read: readVersion },
  target: { yaml: ["string"], read: readTarget },
  "python-version": { yaml: ["string"], read: readPythonVersion },
  checks: { yaml: ["string", "list"], read: readChecks },
  builds: { yaml: ["string"], read: oneOf<Builds>("auto", "release", "cpu") },
  "cpu-sources": { yaml: ["string", "list"], read: readCpuSources },
  model: { yaml: ["string"], read: (text) => ({ value: text }) },
  "timeout-minutes": { yaml: ["number"], read: readMinutes },
  "upgrade-map": { yaml: ["boolean"], read: readBoolean },
  advisories: { yaml: ["string"], read: readAdvisoryService },
  "release-notes": { yaml: ["boolean"], read: readBoolean },
  "fail-on": { yaml: ["string"], read: oneOf<FailOn>("regression", "any") },
  comment: { yaml: ["boolean"], read: readBoolean },
  suggestions: { yaml: ["boolean"], read: readBoolean },
  annotations: { yaml: ["boolean"], read: readBoolean },
  summary: { yaml: ["boolean"], read: readBoolean },
  "report-path": { yaml: ["string"], read: (text) => ({ value: text }) },
  "sarif-path": { yaml: ["string"], read: (text) => ({ value: text }) },
  "rollback-path": { yaml: ["string"], read: (text) => ({ value: text }) },
};

export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

/** Reads one setting's text under its own type. */
export function readSetting<Name extends SettingName>(name: Name, text: string): Reading<Settings[Name]> {
  return SETTINGS[name].read(text);
}

function readVersion(text: string): Reading<string> {
  const value = normalize(text);
  return value === undefined
    ? { problem: `"${text}" is not a version (PEP 440). Write a release such as 0.31.0.` }
    : { value };
}

function readTarget(text: string): Reading<string> {
  return parseVersionRequest(text) === undefined
    ? {
        problem: `"${text}" is neither a version (0.32.0), a specifier (>=0.32,<0.33), latest, latest-patch nor furthest-safe.`,
      }
    : { value: text };
}

function readPythonVersion(text: string): Reading<string> {
  return /^3\.\d{1,2}(\.\d{1,2})?$/.test(text)
    ? { value: text }
    : { problem: `"${text}" is not a Python version. Write one such as 3.12 or 3.12.7.` };
}

/** The job limit of GitHub-hosted runners: a longer timeout would never be reached. */
const MOST_MINUTES = 360;

function readMinutes(text: string): Reading<number> {
  const minutes = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return minutes > 0 && minutes <= MOST_MINUTES
    ? { value: minutes }
    : { problem: `"${text}" is not a number of minutes above 0 and up to ${MOST_MINUTES}. Write one such as 10.` };
}

/** The YAML 1.2 core schema's booleans, as `core.getBooleanInput` reads them: `True` must not silently mean false. */
function readBoolean(text: string): Reading<boolean> {
  if (/^(true|True|TRUE)$/.test(text)) return { value: true };
  if (/^(false|False|FALSE)$/.test(text)) return { value: false };
  return { problem: `"${text}" is neither true nor false.` };
}

function oneOf<T extends string>(...allowed: readonly T[]): (text: string) => Reading<T> {
  return (text) => {
    const value = allowed.find((candidate) => candidate === text);
    return value === undefined ? { problem: unknown(text, allowed) } : { value };
  };
}

function readAdvisoryService(text: string): Reading<string> {
  if (text === "osv" || text === "off") return { value: text };
  if (/^https?:\/\/\S+$/.test(text) && URL.canParse(text)) return { value: text };
  return {
    problem: `"${text}" is not a source of advisories. Write osv, off, or the address of a service with OSV's interface.`,
  };
}

/** A name goes into addresses and requirement lines: it has to be one (PEP 508). */
function readCpuSources(text: string): Reading<readonly string[]> {
  const entries = split(text, /[\n,]/);
  const stranger = entries.find(
    (entry) => !/^(?:(?:index\+)?https?:\/\/\S+|file:\/\S+|[a-z0-9]+(?:[._-]+[a-z0-9]+)*)$/i.test(entry),
  );
  return stranger === undefined
    ? { value: entries }
    : {
        problem: `"${stranger}" is not a place for CPU builds. Write github, wheels, a distribution's name, https://…, file:///… or index+https://….`,
      };
}

/** Whatever order they are asked for in, checks run and are reported in the one order of `CHECK_IDS`. */
function readChecks(text: string): Reading<readonly CheckId[]> {
  const words = split(text, /[\s,]+/);
  if (words.length === 1 && words[0] === "all") return { value: CHECK_IDS };
  if (words.length === 1 && words[0] === "static") return { value: STATIC_CHECKS };
  const stranger = words.find((word) => !CHECK_IDS.some((id) => id === word));
  if (stranger === "all" || stranger === "static")
    return { problem: `"${stranger}" cannot stand beside other checks.` };
  if (stranger !== undefined) return { problem: unknown(stranger, ["all", "static", ...CHECK_IDS]) };
  return words.length === 0
    ? { problem: "no check is named. Write all, static or a list of checks." }
    : { value: CHECK_IDS.filter((id) => words.includes(id)) };
}

function unknown(text: string, allowed: readonly string[]): string {
  const meant = nearest(text, allowed);
  return `"${text}" is not one of ${allowed.join(", ")}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`;
}

function split(text: string, separator: RegExp): readonly string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
