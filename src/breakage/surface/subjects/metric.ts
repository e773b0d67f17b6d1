import { exposedNames } from "../../../surface/metrics/exposed-names.ts";
import type { Metric, Surface } from "../../../surface/surface.ts";
import type { Subject } from "../subject.ts";

/** A metric that a server exposes, and the name it is declared with. */
export interface Exposed {
  readonly declared: string;
  readonly metric: Metric;
}

type Index = ReadonlyMap<string, Exposed>;

const indexes = new WeakMap<Surface, Index>();
const familyIndexes = new WeakMap<Surface, Index>();

/** What a release's server exposes, by the name that a query gives: `vllm:prompt_tokens_total`. */
export function exposedMetrics(surface: Surface): Index {
  const known = indexes.get(surface);
  if (known !== undefined) return known;
  const exposed = new Map<string, Exposed>();
  for (const [declared, metric] of Object.entries(surface.metrics))
    for (const name of exposedNames(declared, metric)) {
      // A name that a metric is surely exposed with counts before one that it may be exposed with.
      if (exposed.get(name) === undefined || metric.type !== "unknown") exposed.set(name, { declared, metric });
    }
  indexes.set(surface, exposed);
  return exposed;
}

/** The same, and the families that they belong to: whoever parses the text of `/metrics` looks for those (`familyName`). */
export function metricFamilies(surface: Surface): Index {
  const known = familyIndexes.get(surface);
  if (known !== undefined) return known;
  const families = Object.entries(surface.metrics).map(
    ([declared, metric]) => [familyName(declared, metric), { declared, metric }] as const,
  );
  const index = new Map([...families, ...exposedMetrics(surface)]);
  familyIndexes.set(surface, index);
  return index;
}

/**
 * A metric by the name that is queried.
 *
 * @param index of a release: `exposedMetrics`, `metricFamilies`
 */
export function metricSubject(name: string, index: (surface: Surface) => Index = exposedMetrics): Subject {
  return {
    name,
    has: (surface) => index(surface).has(name),
    entry: (surface) => index(surface).get(name)?.metric,
    names: (surface) => index(surface).keys(),
    accept: (said, _renamed, last, target) => {
      const called = said.includes(":") ? said : `vllm:${said}`;
      const successor = sameKind(name, called, index(last), index(target));
      // A metric is what it is called: a text that names the new one renames it.
      return successor === undefined || successor === name ? undefined : { name: successor, plain: true };
    },
    twin: (last, target) => {
      const declared = index(last).get(name)?.declared;
      const kept = declared === undefined ? undefined : target.metrics[declared];
      if (declared === undefined || kept === undefined) return undefined;
      const [first] = exposedNames(declared, kept);
      return first === undefined ? undefined : { name: first, plain: false };
    },
  };
}

/** The new metric with the ending that the old one is queried with: `_bucket`, `_total`. */
function sameKind(name: string, called: string, last: Index, exposed: Index): string | undefined {
  const before = last.get(name);
  if (before === undefined) return undefined;
  const base = exposed.get(called)?.declared ?? called;
  const candidate = base + name.slice(before.declared.length);
  return name.startsWith(before.declared) && exposed.has(candidate) ? candidate : undefined;
}

/** What `prometheus_client`'s parser calls the family of a metric: a histogram by its base, a counter without `_total`. */
function familyName(declared: string, { type }: Metric): string {
  if (type === "counter") return declared.replace(/_total$/, "");
  return type === "info" ? declared.replace(/_info$/, "") : declared;
}
