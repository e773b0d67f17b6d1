import type { RepositoryFile, UseReader } from "../reader.ts";
import type { UseFormat } from "../use.ts";
import { jsonQueries } from "./json-queries.ts";
import { metricUses } from "./metric-uses.ts";
import type { QueryText } from "./query-text.ts";
import { shellQueries } from "./shell-queries.ts";
import { type StringSyntax, sourceStrings } from "./source-strings.ts";
import { withoutActions } from "./template-actions.ts";
import { yamlQueries } from "./yaml-queries.ts";

/** Endings that say a file is a template of what the name says before. */
const TEMPLATE = /\.(?:tpl|tmpl|gotmpl|template|j2|jinja2?|erb)$/i;
const C_LIKE: StringSyntax = { lineComments: ["//"], singleQuotes: false, backticks: false };
const CONFIGURATION: StringSyntax = { lineComments: ["#", "//"], singleQuotes: true, backticks: true };

const SCRIPT = strings({ ...C_LIKE, singleQuotes: true, backticks: true });

/** No person writes lines of this length on average. UTF-16 units. */
const LONGEST_LINES = 400;

/**
 * Readers of metrics in everything but Python. They read beside the readers of command lines and variables, not instead of
 * them: a manifest holds a server's arguments and a scaler's query.
 */
export const METRIC_READERS: readonly UseReader[] = [
  reader("dashboard", /\.(?:json|jsonc|json5)$/i, jsonFileQueries, jsonFormat),
  reader("yaml", /\.(?:ya?ml|rules)$|(?:^|\/)[^.]*\.tpl$/i, ({ text }) => yamlQueries(text), yamlFormat),
  reader("jsonnet", /\.(?:jsonnet|libsonnet)$/i, strings({ ...CONFIGURATION, backticks: false, textBlocks: true })),
  reader(
    "terraform",
    /\.(?:tf|hcl|tfvars|nomad)$/i,
    strings({ ...CONFIGURATION, singleQuotes: false, heredocs: true }),
  ),
  reader("promql", /\.promql$/i, ({ text }) => [{ start: 0, end: text.length }]),
  reader("source", /\.(?:go|alloy|river|cue)$/i, strings({ ...C_LIKE, backticks: true })),
  reader("source", /\.(?:[cm]?[jt]sx?|vue|svelte)$/i, (file) => (isMinified(file) ? [] : SCRIPT(file))),
  reader("source", /\.rs$/i, strings({ ...C_LIKE, rawHashes: true })),
  reader("source", /\.(?:java|kts?|scala|cs|c|cc|cpp|h|hpp|swift)$/i, strings(C_LIKE)),
  reader("source", /\.(?:toml|conf|cfg|ini)$/i, strings({ ...CONFIGURATION, lineComments: ["#"], backticks: false })),
  {
    format: "shell",
    matches: (file) =>
      /\.(?:sh|bash|zsh|sbatch|slurm)$|(?:^|\/)[^.]+$/i.test(file.path) && isScript(file) && hasMetric(file),
    read: (file, { parseShell }) => metricUses(file, shellQueries(file.text, parseShell), "shell"),
  },
];

function reader(
  format: UseFormat,
  name: RegExp,
  queries: (file: RepositoryFile) => QueryText[],
  formatOf: (text: string) => UseFormat = () => format,
): UseReader {
  return {
    format,
    matches: (file) => (name.test(file.path) || name.test(file.path.replace(TEMPLATE, ""))) && hasMetric(file),
    read: (file) => metricUses(file, queries(file), formatOf(file.text)),
  };
}

/** A chart's files are JSON as they stand, with `{{` only inside strings; its templates may have actions anywhere. */
function jsonFileQueries({ path, text }: RepositoryFile): QueryText[] {
  return jsonQueries(TEMPLATE.test(path) || path.includes("templates/") ? withoutActions(text).text : text);
}

/** What a build has made: a site's pages hold its documentation's text. */
function isMinified({ text }: RepositoryFile): boolean {
  return text.length > 2000 && text.length / text.split("\n").length > LONGEST_LINES;
}

function strings(syntax: StringSyntax): (file: RepositoryFile) => QueryText[] {
  return ({ text }) => sourceStrings(text, syntax).filter(({ start, end }) => text.slice(start, end).includes("vllm:"));
}

/** An image (`vllm/vllm-openai:v1`, `me/vllm:latest`) is none. */
function hasMetric({ text }: RepositoryFile): boolean {
  return text.includes("vllm:") && /(?<![\w./-])vllm:[a-z]|[/-]vllm:[a-z]+_|\\[nrt]vllm:[a-z]|vllm:\(/.test(text);
}

function isScript({ path, text }: RepositoryFile): boolean {
  return /\.\w+$/.test(path) || /^#!.*sh\b/.test(text.slice(0, 200));
}

function jsonFormat(text: string): UseFormat {
  return /"(?:panels|targets|templating)"\s*:/.test(text) ? "dashboard" : "json";
}

function yamlFormat(text: string): UseFormat {
  if (/^[ \t]*(?:- )?(?:alert|record):/m.test(text)) return "alert-rules";
  return /"panels"\s*:/.test(text) ? "dashboard" : "yaml";
}
