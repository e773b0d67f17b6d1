import { CONFIGURATION_RULES } from "./configuration-rules.ts";
import { PLATFORM_RULES } from "./platform/rules.ts";
import type { RuleInfo } from "./rule-info.ts";

/** Every rule a finding can name. A rule without an entry does not compile; a test holds each entry to its docs page. */
export const RULES = {
  "pins-disagree": {
    title: "Pins disagree",
    severity: "error",
    explanation:
      "Two files name different vLLM versions, so what is tested is not what is deployed. Move them together.",
  },
  "leftover-version": {
    title: "A place still names the old version",
    severity: "information",
    explanation:
      "The change moves vLLM and leaves this place at the release it comes from. Move it too, unless it is meant to stay.",
  },
  "unreadable-file": {
    title: "A file with a vLLM pin could not be read",
    severity: "error",
    explanation:
      "The file names vLLM but is not well formed, so its pin is unknown. Fix the syntax at the place named.",
  },
  "file-passed-over": {
    title: "A file was not searched for pins",
    severity: "information",
    explanation:
      "The file speaks of vLLM and is longer, or nested deeper, than any that a person writes: a pin in it is not seen.",
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
  ...PLATFORM_RULES,
  "advisory-entered": {
    title: "A known vulnerability is entered",
    severity: "error",
    explanation:
      "The target release has a published vulnerability that the current release does not have. Choose a release in which it is fixed.",
  },
  "dependency-conflict": {
    title: "Dependencies do not resolve",
    severity: "error",
    explanation: "The repository's own requirements and the release's cannot be met together. Move the packages named.",
  },
  "sibling-pin": {
    title: "A pin must move with vLLM",
    severity: "error",
    explanation:
      "This requirement excludes every version that the target release asks for. Move it in the same change as vLLM.",
  },
  "sibling-wheel": {
    title: "A wheel is built for what the target leaves behind",
    severity: "warning",
    explanation:
      "A compiled wheel works with the torch and the CUDA it was built for. The target release comes with others: take the build for those.",
  },
  "third-party-excludes": {
    title: "A package does not support the target release",
    severity: "warning",
    explanation:
      "A package of this repository says in its own metadata which vLLM releases it works with, and the target is not among them.",
  },
  "third-party-breaks": {
    title: "A package's code does not fit the target release",
    severity: "warning",
    explanation:
      "A package that this repository installs imports or calls something of vLLM that the target release does not have or take. Move the package too.",
  },
  "install-failed": {
    title: "Installation failed",
    severity: "error",
    explanation: "The requirements resolve but do not install. The installer's message names the package.",
  },
  "import-gone": {
    title: "An import is gone",
    severity: "error",
    explanation:
      "The module or name this line imports does not exist in the target release: the import raises. Import it from where it is now, or drop the use.",
  },
  "attribute-gone": {
    title: "An attribute is gone",
    severity: "error",
    explanation:
      "The module, class or object has no such attribute in the target release: the line raises AttributeError when it runs.",
  },
  "base-class-gone": {
    title: "A base class is gone",
    severity: "error",
    explanation:
      "This class derives from one that the target release does not have: the module raises when it is imported.",
  },
  "keyword-unknown": {
    title: "A keyword argument is unknown",
    severity: "error",
    explanation: "The target release does not take this keyword: the call raises TypeError.",
  },
  "argument-required": {
    title: "A required argument is new",
    severity: "error",
    explanation: "The target release requires an argument that this call does not give: it raises TypeError.",
  },
  "too-many-arguments": {
    title: "Too many positional arguments",
    severity: "error",
    explanation: "The target release takes fewer positional arguments than this call gives: it raises TypeError.",
  },
  "abstract-method-new": {
    title: "An abstract method is not implemented",
    severity: "error",
    explanation:
      "The target release's base class has an abstract method that this class does not implement: making an object raises TypeError.",
  },
  "override-changed": {
    title: "An overridden method's signature changed",
    severity: "warning",
    explanation:
      "The target release calls this method with another signature than the one this class overrides. Give the override the new parameters.",
  },
  "fallback-dead": {
    title: "A fallback switches a feature off",
    severity: "error",
    explanation:
      "The failure of this import is caught, and nothing that exists in the target release takes its place: the feature is silently gone.",
  },
  "deprecated-on-target": {
    title: "Deprecated in the target release",
    severity: "information",
    explanation: "It still works in the target release and is announced to go: the next upgrade will break it.",
  },
  "file-not-analysed": {
    title: "A file could not be analysed",
    severity: "warning",
    explanation:
      "The file is too large, is no text Python reads, or is beyond what a type checker takes, so what the upgrade breaks in it is unknown.",
  },
  ...CONFIGURATION_RULES,
  "suppression-stale": {
    title: "A suppression is stale",
    severity: "warning",
    explanation: "The suppression's date has passed, or it matches nothing any more. Remove it, or renew its date.",
  },
  "suppression-invalid": {
    title: "A suppression is not understood",
    severity: "warning",
    explanation: "A suppression names a rule that exists and gives a reason; this one does not, so it has no effect.",
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
  "plugin-broken": {
    title: "A plugin of vLLM does not load",
    severity: "error",
    explanation:
      "vLLM loads its plugins when it starts, logs the failure of one and goes on without it: what the plugin adds is silently gone.",
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
