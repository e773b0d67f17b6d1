import type { Surface } from "../../surface/surface.ts";
import type { MetricUse, Use } from "../../uses/use.ts";
import type { Draft } from "./draft.ts";
import type { SurfaceContext } from "./judgement.ts";
import { withDashes } from "./option-index.ts";
import { saidReplacements } from "./said-replacements.ts";
import type { Successor } from "./subject.ts";
import { exposedMetrics, metricSubject } from "./subjects/metric.ts";

const HOW_TO_SHOW = "--show-hidden-metrics-for-version";

/** Whether a repository's servers expose hidden metrics. */
export function asksForHidden(uses: readonly Use[]): boolean {
  return uses.some(
    (use) => use.kind === "command" && use.words.some(({ text }) => withDashes(text).startsWith(HOW_TO_SHOW)),
  );
}

/**
 * What the target does not expose of what a query asks for. A query for nothing is answered with nothing.
 *
 * @param showsHidden whether a command of the repository asks for hidden metrics
 */
export function metricDrafts(use: MetricUse, { current, target }: SurfaceContext, showsHidden: boolean): Draft[] {
  const { name, where, place } = use;
  const before = exposedMetrics(current).get(name);
  if (before === undefined) return [];
  const after = exposedMetrics(target).get(name);
  const data = where === undefined ? {} : { data: { where } };
  const shared = { place, use, subject: metricSubject(name), ...data } as const;
  const effect = "The query finds nothing: a panel shows “No data”, an alert stays still.";
  if (after === undefined) {
    // A metric whose type cannot be read has every form it might have: it may never have had this one.
    if (before.metric.type === "unknown" && Object.hasOwn(target.metrics, before.declared)) return [];
    const why = `vLLM ${current.version} shows it only with ${HOW_TO_SHOW}.`;
    return [
      {
        ...{ ...shared, rule: "metric-gone", silent: true, gone: true, written: name, effect },
        what: `The metric \`${name}\` is gone in ${target.version}.`,
        ...(before.metric.hidden === true && !showsHidden ? { least: { severity: "warning", why } as const } : {}),
      },
    ];
  }
  if (after.metric.hidden === true && before.metric.hidden !== true) {
    const what = `vLLM ${target.version} hides the metric \`${name}\`: it shows it only with ${HOW_TO_SHOW}, and a next release drops it.`;
    const successor = successorSaid(name, after.metric.deprecated, target);
    return [
      {
        ...{ ...shared, rule: "metric-hidden", silent: true, gone: false, written: name, effect },
        what: withText(what, after.metric.deprecated),
        ...(successor === undefined ? {} : { hints: { last: target.version, successor } }),
      },
    ];
  }
  const deprecated = after.metric.deprecated;
  if (deprecated === undefined || use.quiet !== undefined) return [];
  const what = withText(`The metric \`${name}\` is announced to go in ${target.version}.`, deprecated);
  return [{ ...shared, rule: "deprecated-on-target", what, gone: false }];
}

/** What the target's own text says to query, where it has that. */
function successorSaid(name: string, text: string | undefined, target: Surface): Successor | undefined {
  for (const said of text === undefined ? [] : saidReplacements(text)) {
    const successor = metricSubject(name).accept(said.name, said.renamed, target, target);
    if (successor !== undefined) return successor;
  }
  return undefined;
}

function withText(what: string, text: string | undefined): string {
  return text === undefined ? what : `${what} It says: ${text.replace(/\s+/g, " ").trim().slice(0, 500)}`;
}
