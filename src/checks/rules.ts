import type { Severity } from "./finding.ts";

export interface RuleInfo {
  readonly title: string;
  readonly severity: Severity;
  /** Why it matters and what to do, one or two sentences. The long form is `docs/rules/<rule-id>.md`. */
  readonly explanation: string;
}

/** Every rule a finding can name. A rule without an entry does not compile; a test holds each entry to its docs page. */
export const RULES = {
  "pins-disagree": {
    title: "Pins disagree",
    severity: "error",
    explanation:
      "Two files name different vLLM versions, so what is tested is not what is deployed. Move them together.",
  },
  "unreadable-file": {
    title: "A file with a vLLM pin could not be read",
    severity: "error",
    explanation:
      "The file names vLLM but is not well formed, so its pin is unknown. Fix the syntax at the place named.",
  },
  "pin-not-a-release": {
    title: "Pin is not a release",
    severity: "warning",
    explanation:
      "A URL or git revision names no release on the index. Set `current-version` and `target` to the releases nearest to it.",
  },
  "release-missing": {
    title: "Release does not exist",
    severity: "error",
    explanation: "The index has no such vLLM release. Check the version for a typing error, or the index settings.",
  },
  "release-yanked": {
    title: "Release was yanked",
    severity: "error",
    explanation: "The maintainers withdrew this release (PEP 592). Choose the next one.",
  },
  "python-unsupported": {
    title: "Python version not supported",
    severity: "error",
    explanation: "The release's Requires-Python excludes the Python this repository runs. Move Python first.",
  },
  "no-matching-wheel": {
    title: "No wheel fits the platform",
    severity: "error",
    explanation: "None of the release's wheels has a tag for this operating system, architecture and C library.",
  },
  "dependency-conflict": {
    title: "Dependencies do not resolve",
    severity: "error",
    explanation: "The repository's own requirements and the release's cannot be met together. Move the packages named.",
  },
  "install-failed": {
    title: "Installation failed",
    severity: "error",
    explanation: "The requirements resolve but do not install. The installer's message names the package.",
  },
  "pip-check": {
    title: "pip check reports broken requirements",
    severity: "error",
    explanation: "An installed package's requirement is missing or at a version it does not accept.",
  },
  "import-failed": {
    title: "vLLM does not import",
    severity: "error",
    explanation: "`from vllm import LLM` raises in the environment this repository would have.",
  },
  "wrong-version": {
    title: "Installed version differs",
    severity: "error",
    explanation: "The environment holds another vLLM version than the pin asks for.",
  },
  "inference-crashed": {
    title: "Inference crashed",
    severity: "error",
    explanation: "Loading the model or generating raised an error that the other release does not raise.",
  },
  "wrong-tokens": {
    title: "Model generates other tokens",
    severity: "error",
    explanation:
      "Greedy decoding of the reference model gives other tokens than the reference implementation computed.",
  },
  "rollback-failed": {
    title: "Rollback does not work",
    severity: "error",
    explanation: "After the target was installed, the environment could not be put back to the current release.",
  },
} as const satisfies Record<string, RuleInfo>;

export type RuleId = keyof typeof RULES;
