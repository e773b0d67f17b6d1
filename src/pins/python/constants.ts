import { child, nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { trim } from "../../text/traced.ts";
import type { Draft } from "../draft.ts";
import { versionVariable } from "../version-variable.ts";
import { calleeOf } from "./holders.ts";
import type { PythonSource } from "./python-source.ts";

const NAMED = new Set(["assignment", "default_parameter", "typed_default_parameter", "keyword_argument", "pair"]);

/** Versions that have vLLM's name: `VLLM_VERSION = "0.31.0"`, also as a default: `os.environ.get("VLLM_VERSION", "0.31.0")`. */
export function readVersionConstants(draft: Draft, source: PythonSource, test: boolean): void {
  const { module } = source;
  if (
    !/vllm_\w{0,60}(?:ver|tag|ref|rev|release|branch|sha|hash|commit)|["']vllm["']\s*:\s*["'](?:v|[=~<>]=? ?)?\d/i.test(
      module.text,
    )
  )
    return;
  for (const node of nodesOf(module.root, NAMED)) {
    const target = child(node, "left") ?? child(node, "name") ?? child(node, "key");
    const value = child(node, "right") ?? child(node, "value");
    if (target === undefined || value === undefined) continue;
    const name = module.source(target).replace(/^\w{0,2}["']|["']$|^[\w.]{1,200}\.(?=\w)/g, "");
    if (!isConstant(node, name, test)) continue;
    const literal = literalOf(value, source);
    const text = literal && source.evaluator.text(literal);
    // In a table of versions the bare name is enough: `{"vllm": "0.31.0", "torch": "2.9.0"}`.
    const bare = node.type === "pair" && name === "vllm";
    if (text !== undefined) versionVariable(draft, bare ? "vllm_version" : name, trim(source.trace(text)));
  }
}

/** A variable inside a function counts where it is used: with what it installs. An entry named as the environment's are goes to a program. */
function isConstant(node: SyntaxNode, name: string, test: boolean): boolean {
  // `args.vllm_version = "0.31.0"` is handed on.
  const handed = !test && child(node, "left")?.type === "attribute";
  if (node.type === "assignment") return (handed || node.scope?.type !== "function_definition") && !isConditional(node);
  return !test && (node.type !== "pair" || /^[A-Z0-9_]+$/.test(name) || node.scope?.type !== "function_definition");
}

/** `if installed == "0.6.3": vllm_version = "0.6.3"` tells what was found. */
function isConditional(node: SyntaxNode): boolean {
  let found: SyntaxNode | undefined = node.parent;
  while (found !== undefined && !/^(?:if_statement|module|class_definition)$/.test(found.type)) found = found.parent;
  const condition = found?.type === "if_statement" ? found.children : [];
  return condition.some(
    ({ type, children }) =>
      type === "comparison_operator" || children.some((one) => one.type === "comparison_operator"),
  );
}

/** The value, or the default that a look into the environment falls back to. */
function literalOf(value: SyntaxNode, { module }: PythonSource): SyntaxNode | undefined {
  if (value.type !== "call") return value.type === "string" ? value : undefined;
  const last = child(value, "arguments")?.children.at(-1);
  return /^(?:get|getenv|env|environ|pop)$/.test(calleeOf(value, module)) && last?.type === "string" ? last : undefined;
}
