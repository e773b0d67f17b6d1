import { child, nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Metric } from "../surface.ts";
import { argumentsOf, calleeName } from "../syntax/calls.ts";
import type { Module } from "../syntax/module.ts";
import { bare } from "../syntax/parts.ts";
import type { Constants } from "./constants.ts";
import { deprecationOf, isHidden } from "./deprecation.ts";
import { textsOf } from "./possible-texts.ts";

/** A metric where it is declared. */
export interface Declaration extends Metric {
  readonly name: string;
}

/** vLLM's metrics are in its namespace; `vllm::name` is an operator of torch. */
export const METRIC_NAME = /^vllm:[A-Za-z_]\w*$/;

const TYPES = new Set(["counter", "gauge", "histogram", "summary", "info"] as const);
type MetricType = typeof TYPES extends Set<infer T> ? T : never;

/**
 * The metrics that a module declares: calls of prometheus_client's classes and of what wraps them (`Counter`, `self._counter_cls`,
 * `_RayGaugeWrapper`), and dictionaries from names to such calls.
 */
export function declarationsIn(module: Module, constants: Constants): Declaration[] {
  const found: Declaration[] = [];
  for (const node of nodesOf(module.root, new Set(["call", "pair"]))) {
    const call = node.type === "call" ? node : bare(child(node, "value") ?? node);
    const type = call.type === "call" ? typeOf(calleeName(call, module)) : undefined;
    if (type === undefined) continue;
    const named = node.type === "pair" ? child(node, "key") : nameArgument(call, module);
    if (named === undefined) continue;
    for (const name of textsOf({ node: named, module }, constants)) {
      if (METRIC_NAME.test(name)) found.push(declaration(name, type, call, named, module));
    }
  }
  return found;
}

function declaration(name: string, type: MetricType, call: SyntaxNode, named: SyntaxNode, module: Module): Declaration {
  const deprecated = deprecationOf(call, module);
  return {
    name: type === "counter" ? name.replace(/_total$/, "") : name,
    type,
    file: module.file,
    line: module.line(named.start),
    ...(isHidden(call, module) ? { hidden: true } : {}),
    ...(deprecated === undefined ? {} : { deprecated }),
  };
}

function nameArgument(call: SyntaxNode, module: Module): SyntaxNode | undefined {
  if (call.type !== "call") return undefined;
  const { positional, keywords } = argumentsOf(call, module);
  return keywords.get("name") ?? positional[0];
}

/** `OffloadingCounterMetadata` → `counter`: the one word of a callee's name that is a type. `logger.info` is none. */
function typeOf(callee: string): MetricType | undefined {
  if (callee === "info") return undefined;
  const words = callee
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split("_");
  const types = [...TYPES].filter((type) => words.includes(type));
  return types.length === 1 ? types[0] : undefined;
}
