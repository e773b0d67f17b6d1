import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { UseContext } from "../reader.ts";
import { UNKNOWN, type VariableUse } from "../use.ts";
import { holdsEnvironment, isEnvironment, isMerge } from "./environment.ts";
import type { Evaluator } from "./evaluate.ts";
import { spanOf, textOf } from "./spelled-text.ts";
import { tableNames } from "./table-names.ts";

const SETTERS = new Set(["setdefault", "putenv", "setenv", "set_env", "add_env", "with_env"]);
const READERS = new Set(["get", "getenv", "env_bool", "env_int"]);

/** Variables that are set for a process or read: `os.environ["VLLM_X"]`, `env={"VLLM_X": "1"}`, `monkeypatch.setenv(…)`. */
export function variableUses(evaluator: Evaluator, context: UseContext): VariableUse[] {
  const { module } = evaluator;
  const uses: VariableUse[] = [];
  const emit = (key: SyntaxNode, access: VariableUse["access"], sure: boolean, value?: SyntaxNode) => {
    const named = nameAt(key, evaluator, context);
    // `VERBOSE` is anybody's; only where the environment itself is meant may it be vLLM's.
    if (named === undefined || (!sure && !named.own)) return;
    const text = value === undefined ? undefined : evaluator.text(value);
    const written = text === undefined ? undefined : textOf(text);
    uses.push({
      kind: "variable",
      name: named.name,
      access,
      certainty: sure && named.own ? "certain" : "likely",
      format: module.format,
      place: module.place(named.start, named.end),
      ...(written === undefined || written.includes(UNKNOWN) ? {} : { value: written }),
      ...(module.quiet === undefined ? {} : { quiet: module.quiet }),
    });
  };
  for (const node of module.nodes("subscript")) subscript(node, evaluator, emit);
  for (const node of module.nodes("pair")) {
    const key = child(node, "key");
    const value = child(node, "value");
    // A table of functions that read variables defines them, as `vllm/envs.py` does.
    if (key === undefined || value?.type === "lambda") continue;
    emit(key, "set", holdsEnvironment(node.parent, evaluator), value);
    if (isNameKey(module.source(key))) namedPair(node, evaluator, emit);
  }
  for (const node of module.nodes("keyword_argument")) {
    const key = child(node, "name");
    if (key !== undefined && isMerge(node.parent, evaluator)) emit(key, "set", true, child(node, "value"));
  }
  for (const node of module.nodes("call")) call(node, evaluator, emit);
  for (const node of module.nodes("comparison_operator")) {
    const [key, holder] = node.children;
    if (key === undefined || holder === undefined || !isEnvironment(holder, evaluator)) continue;
    if (/^\s*(?:not\s+)?in\s*$/.test(module.text.slice(key.end, holder.start))) emit(key, "read", true);
  }
  return uses;
}

const isNameKey = (key: string): boolean => /^["']name["']$/.test(key);

/** `{"name": "VLLM_X", "value": "1"}`, as Kubernetes has it. */
function namedPair(pair: SyntaxNode, { module }: Evaluator, emit: Emit): void {
  const name = child(pair, "value");
  const value = pair.parent?.children.find((one) => {
    const key = child(one, "key");
    return key !== undefined && /^["']value["']$/.test(module.source(key));
  });
  if (name?.type === "string" && value !== undefined) emit(name, "set", true, child(value, "value"));
}

type Emit = (key: SyntaxNode, access: VariableUse["access"], sure: boolean, value?: SyntaxNode) => void;

/** `os.environ["X"] = …`, `os.environ["X"]`; removing it is no use. */
function subscript(node: SyntaxNode, evaluator: Evaluator, emit: Emit): void {
  const holder = child(node, "value");
  const key = child(node, "subscript");
  const { parent, field } = node;
  if (holder === undefined || key === undefined || parent === undefined) return;
  const statement = parent.type === "expression_list" ? parent.parent : parent;
  if (statement?.type === "delete_statement") return;
  const sure = isEnvironment(holder, evaluator);
  if (parent.type === "assignment" && field === "left") emit(key, "set", sure, child(parent, "right"));
  else if (parent.type === "pattern_list") emit(key, "set", sure);
  else if (sure) emit(key, "read", true);
}

function call(node: SyntaxNode, evaluator: Evaluator, emit: Emit): void {
  const { source } = evaluator.module;
  const callee = child(node, "function");
  const given = child(node, "arguments")?.children.filter((one) => one.type !== "comment") ?? [];
  const [key, value] = given;
  if (callee === undefined || key === undefined) return;
  const named = callee.type === "attribute" ? child(callee, "attribute") : callee;
  const holder = callee.type === "attribute" ? child(callee, "object") : undefined;
  const name = named === undefined ? "" : source(named);
  if (SETTERS.has(name))
    emit(key, "set", name !== "setdefault" || holder === undefined || isEnvironment(holder, evaluator), value);
  else if (name === "is_set" && holder !== undefined && tableNames(evaluator.module).has(source(holder)))
    emit(key, "looked-up", true);
  else if (name === "getenv" || (READERS.has(name) && holder !== undefined && isEnvironment(holder, evaluator)))
    emit(key, "read", true);
}

function nameAt(key: SyntaxNode, evaluator: Evaluator, context: UseContext) {
  const { module } = evaluator;
  const argument = key.type === "identifier" && key.parent?.type === "keyword_argument" && key.field === "name";
  if (!argument && !/^(?:string|identifier|attribute|concatenated_string)$/.test(key.type)) return undefined;
  if (key.type === "string" && !mayBeKnown(module.source(key), context)) return undefined;
  const value = argument ? [{ text: module.source(key), start: key.start, end: key.end }] : evaluator.text(key);
  const span = value && spanOf(value);
  if (value === undefined || span === undefined) return undefined;
  const name = textOf(value);
  const own = /^VLLM_[A-Z0-9_]+$/.test(name);
  return own || context.knownVariables.has(name) ? { name, own, ...span } : undefined;
}

/** Cheap: most keys of dictionaries are other things. */
const mayBeKnown = (literal: string, { knownVariables }: UseContext): boolean =>
  literal.includes("VLLM_") || knownVariables.has(literal.replace(/^[rRuUfF]{0,2}["']+|["']+$/g, ""));
