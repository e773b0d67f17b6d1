import { exposedNames } from "../../../surface/metrics/exposed-names.ts";
import type { Metric, Surface } from "../../../surface/surface.ts";
import type { Subject } from "../subject.ts";

/** A metric that a server exposes, and the name it is declared with. */
export interface Exposed {
  readonly declared: string;
  readonly metric: Metric;
}

const indexes = new WeakMap<Surface, ReadonlyMap<string, Exposed>>();

/** What a release's server exposes, by the name that a query gives: `vllm:prompt_tokens_total`. */
export function exposedMetrics(surface: Surface): ReadonlyMap<string, Exposed> {
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

/** A metric by the name that is queried. */
export function metricSubject(name: string): Subject {
  return {
    name,
    has: (surface) => exposedMetrics(surface).has(name),
    entry: (surface) => exposedMetrics(surface).get(name)?.metric,
    names: (surface) => exposedMetrics(surface).keys(),
    accept: (said, _renamed, last, target) => {
      const called = said.includes(":") ? said : `vllm:${said}`;
      const successor = sameKind(name, called, last, target);
      // A metric is what it is called: a text that names the new one renames it.
      return successor === undefined || successor === name ? undefined : { name: successor, plain: true };
    },
    twin: (last, target) => {
      const declared = exposedMetrics(last).get(name)?.declared;
      const kept = declared === undefined ? undefined : target.metrics[declared];
      if (declared === undefined || kept === undefined) return undefined;
      const [first] = exposedNames(declared, kept);
      return first === undefined ? undefined : { name: first, plain: false };
    },
  };
}

/** The new metric with the ending that the old one is queried with: `_bucket`, `_total`. */
function sameKind(name: string, called: string, last: Surface, target: Surface): string | undefined {
  const before = exposedMetrics(last).get(name);
  if (before === undefined) return undefined;
  const exposed = exposedMetrics(target);
  const base = exposed.get(called)?.declared ?? called;
  const candidate = base + name.slice(before.declared.length);
  return name.startsWith(before.declared) && exposed.has(candidate) ? candidate : undefined;
}
