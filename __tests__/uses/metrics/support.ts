import { join } from "node:path";
import { loadPythonParser, loadShellParser } from "../../../src/platform/syntax-parsers.ts";
import { METRIC_READERS } from "../../../src/uses/metrics/readers.ts";
import type { UseContext } from "../../../src/uses/reader.ts";
import type { MetricUse } from "../../../src/uses/use.ts";

const root = join(import.meta.dirname, "..", "..", "..");

const context: UseContext = {
  parsePython: await loadPythonParser(root),
  parseShell: await loadShellParser(root),
  text: () => undefined,
  knownVariables: new Set(),
};

/** What the metric readers find in a file. */
export function metricsOf(path: string, text: string): MetricUse[] {
  const file = { path, text };
  return METRIC_READERS.filter((reader) => reader.matches(file))
    .slice(0, 1)
    .flatMap((reader) => reader.read(file, context))
    .filter((use) => use.kind === "metric");
}

/** Each metric as `name @line:column-endColumn (where)`; the text at the place is checked to be the name. */
export function placesOf(path: string, text: string): string[] {
  const lines = text.split("\n");
  return metricsOf(path, text).map(({ name, place, where }) => {
    const written = lines[place.line - 1]?.slice(place.column - 1, place.endColumn - 1);
    const named = where === undefined ? "" : ` (${where})`;
    const differs = written === name ? "" : ` written ${written}`;
    return `${name} @${place.line}:${place.column}-${place.endColumn}${named}${differs}`;
  });
}
