import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Configuration, Location } from "../configuration.ts";
import type { Inputs } from "../inputs.ts";
import { type Given, mergeInputs } from "./merge.ts";
import { nearest } from "./nearest.ts";
import type { SettingName } from "./settings.ts";

export const FORMATS = ["text", "markdown", "json", "sarif"] as const;
export type Format = (typeof FORMATS)[number];

/** What the command line asks for. */
export type CommandLine =
  | { readonly kind: "help" | "version" }
  | {
      readonly kind: "run";
      readonly location: Location;
      readonly inputs: Inputs;
      readonly format: Format;
      /** Whether the terminal names the files left out of the alarm. */
      readonly listExcluded: boolean;
      /** Absolute path; absent means standard output. */
      readonly output?: string;
    };

/** Options that are settings under a name made for typing. */
const SETTING_OPTIONS: Readonly<Record<string, SettingName>> = {
  from: "current-version",
  to: "target",
  python: "python-version",
  checks: "checks",
  builds: "builds",
  "cpu-sources": "cpu-sources",
  model: "model",
  "timeout-minutes": "timeout-minutes",
  "upgrade-map": "upgrade-map",
  advisories: "advisories",
  "release-notes": "release-notes",
  "fail-on": "fail-on",
  rollback: "rollback-path",
};

const TEXT_OPTIONS = ["root", ...Object.keys(SETTING_OPTIONS), "format", "output", "config"];
export const OPTION_NAMES: readonly string[] = [...TEXT_OPTIONS, "list-excluded", "help", "version"];

/**
 * Reads the arguments after the program's name. Called once without a configuration to learn where to look for one
 * (`location`), and again with it.
 *
 * @throws {UsageError} with every problem found
 */
export function readCommandLine(argv: readonly string[], configuration?: Configuration): CommandLine {
  const { options, problems } = tokens(argv);
  if (options.has("help")) return { kind: "help" };
  if (options.has("version")) return { kind: "version" };
  const format = readFormat(options.get("format") ?? "text");
  const [output, config] = [options.get("output"), options.get("config")];
  const root = resolve(options.get("root") ?? ".");
  const given: Given[] = Object.entries(SETTING_OPTIONS).flatMap(([option, name]) => {
    const text = options.get(option)?.trim();
    return text ? [{ name, text, label: `Option --${option}` }] : [];
  });
  const others = "problem" in format ? [...problems, format.problem] : problems;
  const inputs = mergeInputs({ root, folder: resolve("."), given, configuration, others });
  return {
    kind: "run",
    location: { root, ...(config === undefined ? {} : { config: resolve(config) }) },
    // What belongs to a pull request has no place in a terminal, whatever the configuration file says.
    inputs: { ...inputs, comment: false, suggestions: false, annotations: false, summary: false },
    format: "problem" in format ? "text" : format.value,
    listExcluded: options.has("list-excluded"),
    ...(output === undefined ? {} : { output: resolve(output) }),
  };
}

/** `parseArgs` stops at the first mistake when strict; its tokens let all of them be reported together. */
function tokens(argv: readonly string[]): { options: ReadonlyMap<string, string>; problems: readonly string[] } {
  const parsed = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    options: {
      ...Object.fromEntries(TEXT_OPTIONS.map((name) => [name, { type: "string" as const }])),
      "list-excluded": { type: "boolean" },
      help: { type: "boolean", short: "h" },
      version: { type: "boolean" },
    },
  });
  const options = new Map<string, string>();
  const problems: string[] = [];
  for (const token of parsed.tokens) {
    if (token.kind === "positional") problems.push(`Unexpected argument "${token.value}". ${SEE_HELP}`);
    if (token.kind !== "option") continue;
    const problem = optionProblem(token, options);
    if (problem === undefined) options.set(token.name, token.value ?? "");
    else problems.push(problem);
  }
  return { options, problems };
}

const SEE_HELP = "See vllm-upgrade-check --help.";

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function optionProblem(token: OptionToken, seen: ReadonlyMap<string, string>): string | undefined {
  if (!OPTION_NAMES.includes(token.name)) {
    const meant = nearest(token.name, OPTION_NAMES);
    return `Unknown option ${token.rawName}. ${meant === undefined ? SEE_HELP : `Did you mean --${meant}?`}`;
  }
  if (!TEXT_OPTIONS.includes(token.name)) {
    return token.value === undefined ? undefined : `Option ${token.rawName} takes no value.`;
  }
  if (seen.has(token.name)) return `Option ${token.rawName} is given twice. Keep one.`;
  const missing = !token.value?.trim() || (token.inlineValue !== true && token.value.startsWith("-"));
  return missing ? `Option ${token.rawName} needs a value. ${SEE_HELP}` : undefined;
}

function readFormat(text: string): { readonly value: Format } | { readonly problem: string } {
  const value = FORMATS.find((format) => format === text);
  if (value !== undefined) return { value };
  return { problem: `Option --format: "${text}" is not one of ${FORMATS.join(", ")}.` };
}
