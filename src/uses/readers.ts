import { dockerfiles } from "./docker/dockerfile.ts";
import { dotenvFiles } from "./dotenv/dotenv.ts";
import { METRIC_READERS } from "./metrics/readers.ts";
import { pythonReader } from "./python/python-reader.ts";
import type { RepositoryFile, UseContext, UseReader } from "./reader.ts";
import { shellFiles } from "./shell/shell-files.ts";
import { systemdUnits } from "./systemd/systemd.ts";
import type { Use } from "./use.ts";
import { yamlReaders } from "./yaml/readers.ts";

/** In each list the first reader that takes a file reads it; the lists look for different things in one file. */
const LISTS: readonly (readonly UseReader[])[] = [
  [pythonReader, dockerfiles, dotenvFiles, systemdUnits, shellFiles, ...yamlReaders],
  METRIC_READERS,
];

/** What a file uses of vLLM's surface. */
export function readUses(file: RepositoryFile, context: UseContext): Use[] {
  return LISTS.flatMap((readers) => readers.find((reader) => reader.matches(file))?.read(file, context) ?? []);
}
