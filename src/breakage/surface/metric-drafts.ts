import type { Surface } from "../../surface/surface.ts";
import type { MetricUse, Use } from "../../uses/use.ts";
import { announcement } from "./announcement.ts";
import type { Draft } from "./draft.ts";
import type { SurfaceContext } from "./judgement.ts";
import { withDashes } from "./option-index.ts";
import { saidReplacements } from "./said-replacements.ts";
import type { Successor } from "./subject.ts";
import { exposedMetrics, metricFamilies, metricSubject } from "./subjects/metric.ts";

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
  const index = use.family === true ? metricFamilies : exposedMetrics;
  const before = index(current).get(name);
  if (before === undefined) return [];
  const after = index(target).get(name);
  const data = where === undefined ? {} : { data: { where } };
  const shared = { place, use, subject: metricSubject(name, index), ...data } as const;
  const loss = lossOf(use, target);
  if (after === undefined) {
    // A metric whose type cannot be read has every form it might have: it may never have had this one.
    if (before.metric.type === "unknown" && Object.hasOwn(target.metrics, before.declared)) return [];
    const why = `vLLM ${current.version} shows it only with ${HOW_TO_SHOW}.`;
    return [
      {
        ...{ ...shared, rule: "metric-gone", gone: true, written: name },
        what: `The metric \`${name}\` is gone: vLLM ${target.version} does not expose it.`,
        ...(before.metric.hidden === true && !showsHidden ? { least: { severity: "warning", why } as const } : {}),
        ...loss,
      },
    ];
  }
  if (after.metric.hidden === true && before.metric.hidden !== true) {
    const what = `vLLM ${target.version} hides the metric \`${name}\`: it shows it only with ${HOW_TO_SHOW}, and a next release drops it.`;
    const successor = successorSaid(name, after.metric.deprecated, target);
    return [
      {
        ...{ ...shared, rule: "metric-hidden", gone: false, written: name },
        what: withText(what, after.metric.deprecated),
        ...(successor === undefined ? {} : { hints: { last: target.version, successor } }),
        ...loss,
      },
    ];
  }
  const deprecated = after.metric.deprecated;
  if (deprecated === undefined || use.quiet !== undefined) return [];
  const what = announcement(`The metric \`${name}\``, target.version, deprecated);
  return [{ ...shared, rule: "setting-deprecated", what, gone: false }];
}

/** What comes of it: nothing, where the query falls back on what the target exposes without being asked. */
function lossOf({ alternatives = [] }: MetricUse, target: Surface): Pick<Draft, "silent" | "effect" | "least"> {
  const exposed = exposedMetrics(target);
  const isThere = (name: string) => exposed.has(name) && exposed.get(name)?.metric.hidden !== true;
  const names = alternatives.find((each) => each.length > 0 && each.every(isThere));
  if (names === undefined)
    return {
      silent: true,
      effect: "As it is, the query finds nothing: a panel shows “No data”, an alert never fires.",
    };
  const words = names.map((name) => `\`${name}\``).join(", ");
  return { least: { severity: "information", why: `The query falls back on ${words}, so it still answers.` } };
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
  return text === undefined ? what : `${what} It says: “${text.replace(/\s+/g, " ").trim().slice(0, 500)}”`;
}
