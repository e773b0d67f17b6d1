import type { SarifResult } from "./log.ts";

/**
 * GitHub refuses a file with more results, or of more than 10 MB when compressed.
 * https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
export const MOST_RESULTS = 25_000;
/** Of the results' JSON, before it is indented: below 10 MB even where nothing of it can be compressed. */
const MOST_BYTES = 8_000_000;

/** The first results, as many as are taken. */
export function withinLimits(results: readonly SarifResult[]): readonly SarifResult[] {
  let bytes = 0;
  for (const [index, result] of results.slice(0, MOST_RESULTS).entries()) {
    bytes += Buffer.byteLength(JSON.stringify(result));
    if (bytes > MOST_BYTES) return results.slice(0, index);
  }
  return results.slice(0, MOST_RESULTS);
}
