import { jsonReader } from "./json/readers.ts";
import { METRIC_READERS } from "./metrics/readers.ts";
import { pythonDocumentReader } from "./python/document-reader.ts";
import { notebookReader } from "./python/notebook-reader.ts";
import { pythonReader } from "./python/python-reader.ts";
import type { RepositoryFile, UseContext, UseReader } from "./reader.ts";
import { shellFamily } from "./shell-family.ts";
import type { Use } from "./use.ts";
import { yamlReaders } from "./yaml/readers.ts";

/** In each list the first reader that takes a file reads it; the lists look for different things in one file. */
const LISTS: readonly (readonly UseReader[])[] = [
  [pythonReader, notebookReader, ...shellFamily, ...yamlReaders, jsonReader],
  [pythonDocumentReader],
  METRIC_READERS,
];

/** What a file uses of vLLM's surface. */
export function readUses(file: RepositoryFile, context: UseContext): Use[] {
  return LISTS.flatMap((readers) => readers.find((reader) => reader.matches(file))?.read(file, context) ?? []);
}
