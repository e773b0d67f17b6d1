import type { RepositoryFile, UseReader } from "../reader.ts";
import type { UseFormat } from "../use.ts";
import { mayMention } from "./documents.ts";
import { readYaml } from "./read-yaml.ts";
import { chartFolder } from "./template-values.ts";

/** Workflows and pipelines have rules of their own for what a step's shell gets. */
const PIPELINES = /(?:^|\/)(?:\.github\/(?:workflows|actions)\/|\.buildkite\/|\.gitlab-ci[^/]*$|action\.ya?ml$)/;

/** What makes a YAML file one of its format, in this order. */
const FORMATS: readonly (readonly [UseFormat, (file: RepositoryFile) => boolean])[] = [
  ["helm", isHelm],
  ["compose", ({ text }) => /^services:/m.test(text) && !/^kind:/m.test(text)],
  ["kubernetes", ({ text }) => /^(?:apiVersion|kind):/m.test(text)],
  ["yaml", () => true],
];

/** Readers of YAML files: Compose files, Kubernetes manifests, Helm charts, and any other that speaks of vLLM. */
export const yamlReaders: readonly UseReader[] = FORMATS.map(([format]) => ({
  format,
  matches: (file) => isYaml(file) && FORMATS.find(([, is]) => is(file))?.[0] === format,
  read: (file, context) => readYaml(file, context, format),
}));

function isYaml({ path, text }: RepositoryFile): boolean {
  return (
    /\.(?:ya?ml|tpl|gotmpl)$/.test(path.replace(/\.(?:j2|jinja2?|tmpl|template)$/, "")) &&
    !PIPELINES.test(path) &&
    mayMention(text)
  );
}

function isHelm({ path, text }: RepositoryFile): boolean {
  if (/\.(?:tpl|gotmpl)$/.test(path) || text.includes("{{ .Values.") || text.includes("{{- .Values.")) return true;
  if (chartFolder(path) !== undefined && text.includes("{{")) return true;
  return /(?:^|[-_./])values(?:[-_.][^/]*)?\.ya?ml$/.test(path);
}
