import { nodesOf } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import type { Metric, Surface } from "../surface.ts";
import { calleeName } from "../syntax/calls.ts";
import { stringText } from "../syntax/literals.ts";
import { type Module, openModule } from "../syntax/module.ts";
import { type Declaration, declarationsIn, METRIC_NAME } from "./declarations.ts";
import { constantsOf } from "./evaluate.ts";
import { exposedNames } from "./exposed-names.ts";
import { isImported } from "./imported.ts";

const MENTION = /vllm:(?=[\w{])/;

/**
 * The Prometheus metrics of a release. What is declared in a way that cannot be read, but stands in the release's Python as a
 * whole literal, counts with an unknown type: "gone" must mean that the name is nowhere.
 *
 * @param texts the release's Python by member of the wheel
 */
export function extractMetrics(texts: ReadonlyMap<string, string>, parse: ParsePython): Surface["metrics"] {
  const modules: Module[] = [];
  for (const [file, text] of texts) {
    if (text.includes("vllm:") && MENTION.test(text)) modules.push(openModule(file, text, parse));
  }
  const metrics = new Map<string, Metric>();
  const constants = constantsOf(modules);
  const importers = importersOf(modules, texts, constants, parse);
  for (const module of [...modules, ...importers]) {
    const declared = declarationsIn(module, constants);
    if (declared.length === 0 || !isImported(module.file, texts)) continue;
    for (const { name, ...metric } of declared) metrics.set(name, together(metrics.get(name), metric));
  }
  const exposed = new Set([...metrics].flatMap(([name, metric]) => [name, ...exposedNames(name, metric)]));
  for (const { name, ...metric } of modules.flatMap(literalsIn)) {
    if (!exposed.has(name) && !metrics.has(name)) metrics.set(name, metric);
  }
  return Object.fromEntries([...metrics].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Modules that do not spell a metric's name, but have it from a class of constants: `_Names.LOAD_BYTES`. */
function importersOf(
  modules: readonly Module[],
  texts: ReadonlyMap<string, string>,
  constants: ReadonlyMap<string, readonly { readonly node: unknown; readonly module: Module }[]>,
  parse: ParsePython,
): Module[] {
  const owners = new Set<string>();
  for (const [name, expressions] of constants) {
    const [owner = "", constant] = name.split(".");
    if (constant === undefined || owners.has(owner)) continue;
    const isMetric = expressions.some(({ node, module }) => {
      const literal = stringText(node as never, module);
      return literal !== undefined && METRIC_NAME.test(literal);
    });
    if (isMetric) owners.add(owner);
  }
  const own = new Set(modules.map(({ file }) => file));
  return [...texts]
    .filter(([file, text]) => !own.has(file) && [...owners].some((owner) => text.includes(`${owner}.`)))
    .map(([file, text]) => openModule(file, text, parse));
}

/** One metric declared twice, for two engines: hidden where both hide it, of no known type where they differ. */
function together(before: Metric | undefined, { hidden, ...metric }: Metric): Metric {
  if (before === undefined) return { ...metric, ...(hidden === true ? { hidden } : {}) };
  const { hidden: wasHidden, ...rest } = before;
  const deprecated = before.deprecated ?? metric.deprecated;
  return {
    ...rest,
    type: before.type === metric.type ? before.type : "unknown",
    ...(hidden === true && wasHidden === true ? { hidden } : {}),
    ...(deprecated === undefined ? {} : { deprecated }),
  };
}

/** Whole literals that are a metric's name; the beginning of names (`line.startswith("vllm:…")`) is none. */
function literalsIn(module: Module): Declaration[] {
  return nodesOf(module.root, new Set(["string"])).flatMap((node): Declaration[] => {
    const name = stringText(node, module);
    if (name === undefined || !METRIC_NAME.test(name) || node.parent?.type === "concatenated_string") return [];
    const call = node.parent?.type === "argument_list" ? node.parent.parent : undefined;
    if (call?.type === "call" && /^(?:starts|ends)with$/.test(calleeName(call, module))) return [];
    return [{ name, type: "unknown", file: module.file, line: module.line(node.start) }];
  });
}
