import type { Finding } from "../checks/finding.ts";
import type { CheckId } from "../checks/result.ts";
import type { RuleId } from "../checks/rules.ts";

/** How the two sides are called in a sentence: `vLLM 0.31.0` and `vLLM 0.32.0`, or words where a version is unknown. */
export interface Sides {
  readonly current: string;
  readonly target: string;
}

/** What a rule's finding means, for someone who has never seen a resolver: ends a sentence that begins "Do not merge yet:". */
export const PLAIN_WORDS: Readonly<Record<RuleId, (sides: Sides, finding: Finding) => string>> = {
  "leftover-version": ({ current }) => `places of the repository still name ${current}`,
  "pins-disagree": () => "the repository's files name different vLLM versions",
  "file-passed-over": (_, { path }) => `${path ?? "a file"} was not searched for pins`,
  "unreadable-file": (_, { path }) => `${path ?? "a file"} names vLLM and cannot be read`,
  "pin-not-a-release": () => "a vLLM pin names no release of the index",
  "release-missing": ({ target }) => `the index has no ${target}`,
  "release-yanked": ({ target }) => `${target} was withdrawn by its maintainers`,
  "python-unsupported": ({ target }) => `${target} does not support the Python this repository runs`,
  "no-matching-wheel": ({ target }) => `${target} has no wheel for this platform`,
  "python-declared": ({ target }, { path, line }) =>
    `${target} does not run on a Python that the repository declares (${path}:${line})`,
  "glibc-too-old": ({ target }, { path, line }) =>
    `${target} does not install on a base image (${path}:${line}): its C library does not fit`,
  "cuda-mismatch": ({ target }) => `${target} does not import with the torch that the repository's index gives`,
  "image-cuda-differs": ({ target }, { path, line }) =>
    `${target} brings another CUDA than a base image has (${path}:${line})`,
  "driver-too-old": ({ target }) => `${target} needs a newer GPU driver than this runner has`,
  "driver-raised": ({ target }) => `${target} needs a newer GPU driver on every host`,
  "compute-capability": ({ target }) => `${target} has no code for this runner's GPU`,
  "advisory-entered": ({ target }, { data }) =>
    `${target} has a known vulnerability that the current release does not have (${data?.["subject"] ?? "see the advisories"})`,
  "dependency-conflict": ({ target }, { data }) => conflict(target, data),
  "import-gone": broken("an import is gone"),
  "attribute-gone": broken("an attribute is gone"),
  "base-class-gone": broken("a base class is gone"),
  "keyword-unknown": broken("a keyword argument is no longer taken"),
  "argument-required": broken("an argument is missing that is required now"),
  "too-many-arguments": broken("a call gives more positional arguments than are taken now"),
  "abstract-method-new": broken("a class lacks a method that is required now"),
  "override-changed": broken("an overridden method has another signature now"),
  "fallback-dead": broken("a fallback switches a feature off silently"),
  "deprecated-on-target": ({ target }) => `the code uses what ${target} deprecates`,
  "file-not-analysed": (_, { path }) => `${path ?? "a file"} could not be analysed`,
  "flag-gone": unfit("a flag of the server is gone"),
  "flag-form-changed": unfit("a flag of the server has another form"),
  "flag-value-gone": unfit("a flag of the server refuses its value"),
  "config-key-gone": unfit("a key of the server's configuration file is gone"),
  "config-field-gone": unfit("a field of a configuration is gone"),
  "flag-and-value-in-one": unfit("a flag and its value are one word"),
  "command-refused": unfit("its parser refuses a command line of the server"),
  "variable-gone": unfit("a variable is silently ignored"),
  "request-field-gone": unfit("a request field is silently ignored"),
  "metric-gone": unfit("a metric that is queried is gone"),
  "metric-hidden": unfit("a metric that is queried is hidden"),
  "architecture-gone": unfit("a model architecture is gone"),
  "configuration-not-analysed": (_, { path }) => `${path ?? "a file"} could not be analysed`,
  "setting-deprecated": ({ target }) => `the configuration uses what ${target} deprecates`,
  "suppression-stale": () => "a suppression is stale",
  "suppression-invalid": () => "a suppression is not understood",
  "sibling-pin": ({ target }, { data }) => `the pin of ${subjectOf(data) ?? "a package"} must move with ${target}`,
  "sibling-wheel": ({ target }, { data }) =>
    `the wheel of ${subjectOf(data) ?? "a package"} is built for another torch or CUDA than ${target} comes with`,
  "third-party-excludes": ({ target }, { data }) => `the package ${subjectOf(data) ?? ""} does not support ${target}`,
  "third-party-breaks": ({ target }, { data }) =>
    `the code of the package ${subjectOf(data) ?? ""} does not fit ${target}`,
  "install-failed": ({ target }) => `${target} does not install with this repository's requirements`,
  "pip-check": ({ target }) => `pip check reports broken requirements beside ${target}`,
  "import-failed": ({ target }) => `${target} does not import in this repository's environment`,
  "plugin-broken": ({ target }, { data }) => `the plugin ${subjectOf(data) ?? ""} does not load on ${target}`,
  "wrong-version": ({ target }) => `the environment holds another version than ${target}`,
  "inference-crashed": ({ target }) => `running a model crashes on ${target}`,
  "wrong-tokens": ({ target }) => `the reference model generates wrong text on ${target}`,
  "rollback-failed": ({ current }) => `the way back to ${current} does not work`,
};

/** One break names its line; the comment's table lists the others. */
function broken(what: string): (sides: Sides, finding: Finding) => string {
  return ({ target }, { path, line }) => `the code breaks on ${target}: ${what} (${path}:${line})`;
}

/** What a type checker cannot see, by its name: the flag, the variable, the metric. */
function unfit(what: string): (sides: Sides, finding: Finding) => string {
  return ({ target }, { path, line, data }) => {
    const subject = data?.["subject"];
    const named = typeof subject === "string" && subject !== "" ? `${subject}, ` : "";
    return `the configuration does not fit ${target}: ${what} (${named}${path}:${line})`;
  };
}

/**
 * `data.requirements` lists the repository's own lines that stand in the way, `data.packages` the packages the resolver names:
 * of those nobody knows which side asks for too much.
 */
function conflict(target: string, data: Finding["data"]): string {
  const requirements = listed(data?.["requirements"]);
  if (requirements.length > 0) return `${target} cannot be installed beside ${atMost(3, requirements)}`;
  const packages = listed(data?.["packages"]).filter((name) => name !== "vllm");
  const named = packages.length === 0 ? "" : ` (the resolver names ${atMost(3, packages)})`;
  return `${target} cannot be installed with this repository's requirements${named}`;
}

function listed(value: string | number | boolean | readonly string[] | undefined): readonly string[] {
  return typeof value === "string" ? [value] : typeof value === "object" ? value : [];
}

function atMost(amount: number, names: readonly string[]): string {
  const left = names.length - amount;
  return left > 0 ? `${names.slice(0, amount).join(", ")} and ${left} more` : inWords(names);
}

function subjectOf(data: Finding["data"]): string | undefined {
  const subject = data?.["subject"];
  return typeof subject === "string" && subject !== "" ? subject : undefined;
}

/** The checks as a sentence names them. */
export const CHECK_WORDS: Readonly<Record<CheckId, string>> = {
  pins: "agreement of the pins",
  release: "the release's fit",
  platform: "the platform",
  advisories: "known vulnerabilities",
  dependencies: "dependencies",
  code: "the code",
  configuration: "the configuration",
  "pip-check": "pip check",
  import: "import",
  version: "version",
  inference: "inference",
  rollback: "rollback",
};

/** `a`, `a and b`, `a, b and c`. */
export function inWords(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
