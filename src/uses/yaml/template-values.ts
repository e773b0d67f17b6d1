import { isMap, isScalar, parseDocument } from "yaml";
import { plainText } from "./entries.ts";
import { isTooNested } from "./nesting.ts";
import type { TemplateValue } from "./template.ts";

/** In UTF-16 units: the defaults of a chart are no longer. */
const MAX_VALUES = 1_000_000;

/**
 * The folder of the chart that a template belongs to (https://helm.sh/docs/topics/charts/#the-chart-file-structure):
 * `charts/vllm` of `charts/vllm/templates/deployment.yaml`.
 */
export function chartFolder(path: string): string | undefined {
  const at = `/${path}`.lastIndexOf("/templates/");
  return at === -1 ? undefined : path.slice(0, Math.max(0, at - 1));
}

/** What `.Values.a.b`, with `quote` and `default` behind it, is by a chart's own `values.yaml`. */
export function chartValues(text: string | undefined): TemplateValue {
  let document: ReturnType<typeof parseDocument> | undefined;
  return (expression) => {
    const parts = expression.split("|").map((part) => part.trim());
    const [first = "", ...filters] = parts;
    const path = /^\(?\s*\$?\.Values((?:\.[A-Za-z_]\w*)+)\s*\)?$/.exec(first)?.[1];
    if (path === undefined || text === undefined || text.length > MAX_VALUES || isTooNested(text)) return undefined;
    document ??= parseDocument(text, { prettyErrors: false, logLevel: "silent", merge: true, uniqueKeys: false });
    const found = scalarAt(document.contents, path.slice(1).split("."));
    return filters.reduce<string | undefined>(filtered, found);
  };
}

function filtered(value: string | undefined, filter: string): string | undefined {
  if (/^(?:quote|squote|toString|int|int64|float64|trim|toYaml|n?indent\s+\d+)$/.test(filter)) return value;
  const fallback = /^default\s+(?:"([^"]*)"|'([^']*)'|(\S+))$/.exec(filter);
  if (fallback === null) return undefined;
  const given = fallback[1] ?? fallback[2] ?? fallback[3];
  // A value that is empty, zero or false gives way to the default, as Sprig's `default` has it.
  return value === undefined || /^(?:|0|false)$/.test(value) ? literal(given, fallback[3] !== undefined) : value;
}

function literal(text: string | undefined, bare: boolean): string | undefined {
  return bare && text !== undefined && !/^(?:-?\d[\d.]*|true|false)$/.test(text) ? undefined : text;
}

function scalarAt(root: unknown, path: readonly string[]): string | undefined {
  let node = root;
  for (const name of path) node = isMap(node) ? node.get(name, true) : undefined;
  return isScalar(node) ? plainText(node) : undefined;
}
