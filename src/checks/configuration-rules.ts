/** What the configuration check finds: a part of `RULES`. */
export const CONFIGURATION_RULES = {
  "flag-gone": {
    title: "A flag of the server is gone",
    severity: "error",
    explanation:
      "The target release's parser does not know this flag: `vllm serve` exits before it loads anything, and a deployment restarts it again and again.",
  },
  "flag-form-changed": {
    title: "A flag of the server has another form",
    severity: "error",
    explanation:
      "The flag is still there and takes another number of words: what is given here is refused, or a word is taken for something else.",
  },
  "flag-value-gone": {
    title: "A flag of the server refuses its value",
    severity: "error",
    explanation: "The target release's parser lists what this flag takes, and this value is not among it any more.",
  },
  "config-key-gone": {
    title: "A key of the server's configuration file is gone",
    severity: "error",
    explanation:
      "Each key of a `--config` file is a flag of `vllm serve`. The target release does not know this one, and the server exits.",
  },
  "config-field-gone": {
    title: "A field of a configuration is gone",
    severity: "error",
    explanation:
      "The target release's configuration class refuses a field it does not have: the server stops with a validation error.",
  },
  "flag-and-value-in-one": {
    title: "A flag and its value are one word",
    severity: "warning",
    explanation:
      "In a list of arguments each element is one word. The parser looks for an option with a blank in its name and finds none, on both releases.",
  },
  "command-refused": {
    title: "The target's parser refuses the command",
    severity: "error",
    explanation:
      "The command line was given to the parsers of both releases: the current one takes it, and the target's says what is wrong.",
  },
  "variable-gone": {
    title: "A variable of vLLM is gone",
    severity: "error",
    explanation:
      "The target release does not read this variable. Nothing fails: what it set takes its default instead, silently.",
  },
  "request-field-gone": {
    title: "A request field is gone",
    severity: "error",
    explanation:
      "The target release's server ignores this field. The answer is HTTP 200 without what was asked for: nothing tells the client.",
  },
  "metric-gone": {
    title: "A metric is gone",
    severity: "error",
    explanation:
      "The target release does not expose this metric. A query for it finds nothing, silently: panels show “No data”, alerts never fire.",
  },
  "metric-hidden": {
    title: "A metric is hidden",
    severity: "warning",
    explanation:
      "The target release exposes this metric only with `--show-hidden-metrics-for-version`, for one more release.",
  },
  "architecture-gone": {
    title: "A model architecture is gone",
    severity: "error",
    explanation: "The target release's registry does not have this architecture: the model does not load.",
  },
  "configuration-not-analysed": {
    title: "A configuration file could not be analysed",
    severity: "warning",
    explanation:
      "The file speaks of vLLM and is too large, or beyond what its format's parser takes, so what the upgrade breaks in it is unknown.",
  },
  "setting-deprecated": {
    title: "A setting is deprecated in the target release",
    severity: "information",
    explanation: "The target release still takes it and announces that it will go: the next upgrade may break it.",
  },
} as const;
