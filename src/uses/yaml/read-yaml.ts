import { isScalar } from "yaml";
import { type Traced, traced } from "../../text/traced.ts";
import { placer, type Site } from "../command-line/site.ts";
import type { RepositoryFile, UseContext } from "../reader.ts";
import type { Use, UseFormat } from "../use.ts";
import { composeEnvironment } from "./compose-environment.ts";
import { distinct } from "./distinct.ts";
import { mayUseVllm, type YamlDocument, yamlDocuments } from "./documents.ts";
import { aliases, type Entry } from "./entries.ts";
import { mappingUse } from "./mapping-use.ts";
import { isMountedFile, type MountedFile, mountedConfigs } from "./mounted-config.ts";
import { readDocument } from "./read-document.ts";
import { composeInterpolation } from "./references.ts";
import { shellRoom } from "./shell-room.ts";
import { withoutTemplate } from "./template.ts";
import { chartFolder, chartValues } from "./template-values.ts";
import { textOf } from "./word-list.ts";
import type { YamlRoom } from "./yaml-room.ts";

/** YAML in YAML in YAML: nobody goes deeper. */
const MAX_NESTED = 3;

/**
 * What a YAML file uses, templates of Helm and its like included.
 * @param text part of the file that is YAML: a here-document of a script
 */
export function readYaml(
  file: RepositoryFile,
  context: UseContext,
  format: UseFormat,
  text: Traced = traced(file.text, 0),
): Use[] {
  const site = { format, place: placer(file.path, file.text), knownVariables: context.knownVariables };
  const chart = chartFolder(file.path);
  const values = chartValues(
    chart === undefined ? undefined : context.text(chart === "" ? "values.yaml" : `${chart}/values.yaml`),
  );
  const source = withoutTemplate(text, values);
  const interpolate = format === "compose" ? composeReplacement(file, context) : (given: Traced) => given;
  const mounted: MountedFile[] = [];
  const reading = { file, site, context, interpolate, template: source.text !== text.text, mounted };
  const uses = readText(source, reading, 0);
  const configs = mountedConfigs(mounted, uses, ({ text }, certainty) =>
    yamlDocuments(text, () => true, context.unread).flatMap((part) =>
      mappingUse(part.document.contents, certainty, roomOf(part, reading)),
    ),
  );
  return distinct([...uses, ...configs]);
}

interface Reading {
  readonly file: RepositoryFile;
  readonly site: Site;
  readonly context: UseContext;
  readonly interpolate: YamlRoom["interpolate"];
  readonly template: boolean;
  /** Filled in: files that the document holds. */
  readonly mounted: MountedFile[];
}

function readText(source: Traced, reading: Reading, depth: number): Use[] {
  return yamlDocuments(source, mayUseVllm, reading.context.unread).flatMap((part) => {
    const room = roomOf(part, reading);
    const nested = (entry: Entry) => {
      const yaml = depth < MAX_NESTED && isYamlText(entry);
      const file = isMountedFile(entry);
      const text = yaml || file ? textOf(entry.value, room) : undefined;
      if (text === undefined) return undefined;
      if (file) reading.mounted.push({ name: entry.key, text });
      return yaml ? readText(text, reading, depth + 1) : undefined;
    };
    return readDocument(part.document.contents, room, nested);
  });
}

function roomOf({ document, source }: YamlDocument, { file, site, context, interpolate, template }: Reading): YamlRoom {
  const resolve = aliases(document.contents);
  return { path: file.path, source, resolve, interpolate, template, ...shellRoom(site, context) };
}

/** A file of a ConfigMap (`serve.yaml: |`), or a text of several lines that begins as a mapping or a list of mappings does. */
function isYamlText({ key, value }: Entry): boolean {
  if (!isScalar(value) || typeof value.value !== "string" || !mayUseVllm(value.value)) return false;
  if (/\.ya?ml$/.test(key)) return true;
  const start = value.value.slice(0, 2_000).replace(/^(?:[ \t]*(?:#[^\n]*|---[ \t]*)?\n)+/, "");
  return (
    !/\.(?:sh|py|env)$/.test(key) && /^[ \t]*(?:- )?[A-Za-z][\w.-]*:[ \t]*(?:[^\n]*)\n[ \t]*[-A-Za-z#"'{]/.test(start)
  );
}

function composeReplacement(file: RepositoryFile, context: UseContext): YamlRoom["interpolate"] {
  const environment = composeEnvironment(file.path, context);
  return (text) => composeInterpolation(text, environment);
}
