import { nodesOf } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import type { Metric, Surface } from "../surface.ts";
import { calleeName } from "../syntax/calls.ts";
import { type Module, openModule } from "../syntax/module.ts";
import { stringText } from "../syntax/strings.ts";
import { type Constants, constantsOf } from "./constants.ts";
import { type Declaration, declarationsIn, METRIC_NAME } from "./declarations.ts";
import { exposedNames } from "./exposed-names.ts";
import { isImported } from "./imported.ts";

/** The beginning of a string: in comments and documentation names stand within. */
const MENTION = /["']vllm:(?=[\w{"'])/;

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
  const constants = constantsOf(modules);
  const declared = modules.flatMap((module) => declarationsIn(module, constants));
  const literals = modules.flatMap(literalsIn);
  for (const module of importersOf(literals, declared, constants, modules, texts, parse)) {
    declared.push(...declarationsIn(module, constants));
  }
  const metrics = new Map<string, Metric>();
  for (const { name, ...metric } of withoutLeftOver(declared, texts)) {
    metrics.set(name, together(metrics.get(name), metric));
  }
  const exposed = new Set([...metrics].flatMap(([name, metric]) => [name, ...exposedNames(name, metric)]));
  for (const { name, ...metric } of literals) {
    if (!exposed.has(name) && !metrics.has(name)) metrics.set(name, metric);
  }
  return Object.fromEntries([...metrics].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Modules that do not spell a metric's name, but declare it by a constant of a class (`_Names.LOAD_BYTES`): those that name the
 * class, where nothing else declares the metric.
 */
function importersOf(
  literals: readonly Declaration[],
  declared: readonly Declaration[],
  constants: Constants,
  modules: readonly Module[],
  texts: ReadonlyMap<string, string>,
  parse: ParsePython,
): Module[] {
  const known = new Set(declared.flatMap((metric) => [metric.name, ...exposedNames(metric.name, metric)]));
  const open = new Set(literals.map(({ name }) => name).filter((name) => !known.has(name)));
  const owners = new Set<string>();
  for (const [constant, expressions] of open.size === 0 ? [] : constants) {
    const [owner = "", member] = constant.split(".");
    const names = member === undefined ? [] : expressions.flatMap((one) => stringText(one.node, one.module) ?? []);
    if (names.some((name) => open.has(name))) owners.add(`${owner}.`);
  }
  const own = new Set(modules.map(({ file }) => file));
  return [...texts]
    .filter(([file, text]) => !own.has(file) && [...owners].some((owner) => text.includes(owner)))
    .map(([file, text]) => openModule(file, text, parse));
}

/** Where two modules declare one metric, one that nobody imports does not count: it is left over from an engine that went. */
function withoutLeftOver(declared: readonly Declaration[], texts: ReadonlyMap<string, string>): Declaration[] {
  const files = new Map<string, Set<string>>();
  for (const { name, file = "" } of declared) files.set(name, (files.get(name) ?? new Set()).add(file));
  const twice = new Set([...files.values()].filter((one) => one.size > 1).flatMap((one) => [...one]));
  const left = new Set([...twice].filter((file) => !isImported(file, texts)));
  return declared.filter(({ file = "" }) => !left.has(file));
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
