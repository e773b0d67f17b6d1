import type { Metric } from "./surface.ts";

const SUFFIXES: Readonly<Record<Metric["type"], readonly string[]>> = {
  counter: ["_total", "_created"],
  gauge: [""],
  histogram: ["_bucket", "_sum", "_count", "_created"],
  summary: ["_sum", "_count", "_created"],
  info: ["_info", ""],
  unknown: ["", "_total", "_created", "_bucket", "_sum", "_count", "_info"],
};

/** The names under which `prometheus_client` exposes a metric that is declared with a name; the usual one first. */
export function exposedNames(name: string, metric: Metric): string[] {
  return SUFFIXES[metric.type].map((suffix) => name + suffix);
}
