import type { ParsePython } from "../platform/syntax-parsers.ts";
import { extractArchitectures } from "./architectures/extract-architectures.ts";
import { openClasses } from "./classes/open-classes.ts";
import { extractMetrics } from "./metrics/extract-metrics.ts";
import { extractOptions } from "./options/extract-options.ts";
import { optimizationDots } from "./options/optimization-dots.ts";
import { endpointModels } from "./requests/endpoint-models.ts";
import { extractRequests } from "./requests/extract-requests.ts";
import type { Surface } from "./surface.ts";
import { extractVariables } from "./variables/extract-variables.ts";

/**
 * What a release accepts from outside, out of its source alone.
 *
 * @param version PEP 440
 * @param texts member of the wheel → text of every `.py` file, as published: `vllm/envs.py`
 */
export function extractSurface(version: string, texts: ReadonlyMap<string, string>, parse: ParsePython): Surface {
  const classes = openClasses(texts, parse);
  return {
    version,
    ...extractOptions(classes),
    ...optimizationDots(texts),
    ...extractVariables(texts, parse),
    requests: extractRequests(texts, classes),
    endpoints: endpointModels(texts, classes),
    metrics: extractMetrics(texts, parse),
    ...extractArchitectures(texts, parse),
  };
}
