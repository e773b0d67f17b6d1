import { importsOf } from "../../breakage/workspace/imports.ts";
import { child, nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { ArchitectureUse } from "../use.ts";
import { speaksOfVllm } from "./concerns.ts";
import type { Evaluator } from "./evaluate.ts";
import { spanOf, textOf } from "./spelled-text.ts";

const STRINGS: ReadonlySet<string> = new Set(["string"]);
/** Architectures are classes: `LlamaForCausalLM`, `BertModel`. */
const CLASS_NAME = /^[A-Z][A-Za-z0-9_]{3,100}$/;
const HOLDS = /architectures?\b|_archs?\b|ARCHITECTURES?\b/;

/**
 * Model architectures that code names to vLLM: `hf_overrides={"architectures": ["X"]}`, comparisons of a configuration's, questions to
 * `ModelRegistry`. Those it registers itself are its own.
 */
export function architectureUses(evaluator: Evaluator): ArchitectureUse[] {
  const { module } = evaluator;
  const { source } = module;
  if (!/rchitecture|ModelRegistry|_archs?\b/.test(module.text) || !speaksOfVllm(module)) return [];
  // Where vLLM is not even imported, the architectures are those of other libraries too.
  const ours = importsOf(module.text).some((one) => one.level === 0 && /^vllm(?:\.|$)/.test(one.module));
  const own = registered(evaluator);
  const uses = new Map<number, ArchitectureUse>();
  const emit = (holder: SyntaxNode, certainty: ArchitectureUse["certainty"]) => {
    for (const node of nodesOf(holder, STRINGS)) {
      // Only what stands in lists: a key's string names something else.
      if (
        uses.has(node.start) ||
        (node !== holder &&
          !/^(?:list|tuple|set|argument_list|comparison_operator|boolean_operator|parenthesized_expression|list_splat)$/.test(
            node.parent?.type ?? "",
          ))
      )
        continue;
      const value = evaluator.text(node);
      const span = value && spanOf(value);
      const name = value === undefined ? "" : textOf(value);
      if (span === undefined || own.has(name) || !CLASS_NAME.test(name)) continue;
      uses.set(node.start, {
        kind: "architecture",
        name,
        certainty,
        format: module.format,
        place: module.place(span.start, span.end),
        ...(module.quiet === undefined ? {} : { quiet: module.quiet }),
      });
    }
  };
  for (const pair of module.nodes("pair")) {
    const key = child(pair, "key");
    const value = child(pair, "value");
    if (key?.type !== "string" || value === undefined || !/^["']architectures["']$/.test(source(key))) continue;
    if (inOverrides(pair, evaluator)) emit(value, "certain");
    else if (ours) emit(value, "likely");
  }
  if (!ours) return [...uses.values()];
  for (const assignment of module.nodes("assignment")) {
    const left = child(assignment, "left");
    const right = child(assignment, "right");
    if (left !== undefined && right !== undefined && left.end - left.start < 200 && HOLDS.test(source(left)))
      emit(right, "likely");
  }
  for (const comparison of module.nodes("comparison_operator")) {
    const holder = comparison.children.find(
      (one) => one.type !== "string" && one.end - one.start < 300 && HOLDS.test(source(one)),
    );
    if (holder !== undefined)
      for (const part of comparison.children)
        if (part !== holder && /^(?:string|list|tuple|set)$/.test(part.type)) emit(part, "likely");
  }
  for (const call of module.nodes("call")) {
    const callee = child(call, "function");
    const given = child(call, "arguments");
    if (callee === undefined || given === undefined) continue;
    const written = source(callee).slice(0, 200);
    if (/\bModelRegistry\.(?!register_model$)\w+$/.test(written)) emit(given, "likely");
  }
  return [...uses.values()];
}

/** `hf_overrides={…}`, `"hf_overrides": {…}`. */
function inOverrides(pair: SyntaxNode, { module }: Evaluator): boolean {
  const holder = pair.parent?.parent;
  const name =
    holder === undefined ? undefined : (child(holder, "name") ?? child(holder, "key") ?? child(holder, "left"));
  return name !== undefined && /hf_overrides["']?$/.test(module.source(name).slice(-40));
}

function registered({ module, text }: Evaluator): ReadonlySet<string> {
  const names = new Set<string>();
  for (const call of module.nodes("call")) {
    const callee = child(call, "function");
    const first = child(call, "arguments")?.children[0];
    if (
      callee === undefined ||
      first === undefined ||
      !/(?:^|\.)register_model$/.test(module.source(callee).slice(-40))
    )
      continue;
    const name = text(first);
    if (name !== undefined) names.add(textOf(name));
  }
  return names;
}
