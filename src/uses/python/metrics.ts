import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { metricNames } from "../metrics/metric-names.ts";
import type { MetricUse } from "../use.ts";
import { MESSAGE } from "./list-commands.ts";
import { roleOf } from "./prose.ts";
import type { PythonModule } from "./python-module.ts";
import { slice, spanOf, textOf } from "./spelled-text.ts";
import { literalText } from "./string-literal.ts";

/** Classes of `prometheus_client` that declare a metric under the name they get first. */
const DECLARING = /(?:^|\.|_)(?:Counter|Gauge|Histogram|Summary|Info|Enum|[A-Z]\w+MetricFamily|Metric)$/;

/** Metrics in strings: queries, and names that the text of `/metrics` is searched for. What the file declares itself is its own. */
export function metricStrings(module: PythonModule): MetricUse[] {
  if (!module.text.includes("vllm:")) return [];
  return module.nodes("string").flatMap((node) => {
    if (!module.source(node).includes("vllm:") || declares(node, module)) return [];
    const role = roleOf(node, module);
    if (role === "docstring") return [];
    const quiet = module.quiet ?? (role === "message" ? MESSAGE : undefined);
    const value = literalText(node, module.text, () => undefined);
    const whole = textOf(value);
    return metricNames(withSamples(whole)).flatMap(({ name, start, end, alternatives }): MetricUse[] => {
      const span = spanOf(slice(value, start, end));
      if (span === undefined) return [];
      return [
        {
          kind: "metric",
          name,
          certainty: "certain",
          format: module.format,
          place: module.place(span.start, span.end),
          ...(name === whole ? { family: true } : {}),
          ...(alternatives === undefined ? {} : { alternatives }),
          ...(quiet === undefined ? {} : { quiet }),
        },
      ];
    });
  });
}

/** What a server shows of a metric has a value, here one that is not known. */
const withSamples = (text: string): string => text.replace(/(?<=[ \t])\uFFFC(?=[ \t]*(?:\n|$))/g, "0");

function declares(node: SyntaxNode, { source }: PythonModule): boolean {
  const argument = node.parent?.type === "keyword_argument" ? node.parent : node;
  if (argument.parent?.type !== "argument_list") return false;
  if (argument !== node && source(child(argument, "name") ?? argument) !== "name") return false;
  if (argument === node && argument.parent.children.find((one) => one.type !== "comment") !== node) return false;
  const callee = argument.parent.parent && child(argument.parent.parent, "function");
  return callee !== undefined && DECLARING.test(source(callee).slice(-100));
}
