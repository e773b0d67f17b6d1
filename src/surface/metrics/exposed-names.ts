import type { Metric } from "../surface.ts";

/**
 * The names of the time series that a metric is scraped as, by the rules of prometheus_client (`metrics.py`): a counter is
 * `NAME_total`, whether or not it was declared with the suffix; a histogram is `NAME_bucket`, `NAME_sum` and `NAME_count`.
 *
 * @param name as in `Surface.metrics`
 */
export function exposedNames(name: string, { type }: Pick<Metric, "type">): string[] {
  switch (type) {
    case "counter":
      return counter(name);
    case "gauge":
      return [name];
    case "histogram":
      return ["_bucket", "_sum", "_count", "_created"].map((suffix) => name + suffix);
    case "summary":
      return [name, ...["_sum", "_count", "_created"].map((suffix) => name + suffix)];
    case "info":
      return [`${name.replace(/_info$/, "")}_info`];
    case "unknown":
      return [...new Set([name, ...counter(name), ...["_bucket", "_sum", "_count", "_info"].map((end) => name + end)])];
  }
}

function counter(name: string): string[] {
  const base = name.replace(/_total$/, "");
  return [`${base}_total`, `${base}_created`];
}
