import { lineIndex } from "../../text/line-index.ts";
import type { RepositoryFile } from "../reader.ts";
import type { MetricUse, UseFormat } from "../use.ts";
import { metricNames } from "./metric-names.ts";
import { patternNames } from "./name-pattern.ts";
import { isPattern, type QueryText } from "./query-text.ts";

/** The metrics that some stretches of a file query. */
export function metricUses(
  { path, text }: RepositoryFile,
  queries: readonly QueryText[],
  format: UseFormat,
): MetricUse[] {
  const position = lineIndex(text);
  return queries.flatMap(({ start, end, key, where }) => {
    const written = text.slice(start, end);
    const names = isPattern(key) ? patternNames(written) : metricNames(written);
    return names.map((found): MetricUse => {
      const first = position(start + found.start);
      const last = position(start + found.end);
      return {
        kind: "metric",
        name: found.name,
        place: { path, line: first.line, column: first.column, endLine: last.line, endColumn: last.column },
        format,
        certainty: "certain",
        // Code that parses the text of `/metrics` compares whole strings with its families.
        ...(format === "source" && found.name === written && { family: true }),
        ...(where !== undefined && { where }),
        ...(found.alternatives !== undefined && { alternatives: found.alternatives }),
      };
    });
  });
}
