import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Evaluator } from "./evaluate.ts";
import { textOf } from "./spelled-text.ts";

/** Names that say that a dictionary is a process's environment. */
const ENVIRONMENT = /environ$|env$|env_?vars?$|environment$|^env_|_env_/i;

/** `os.environ`, `env`, `self.env_vars`, `runtime_env["env_vars"]`. */
export function isEnvironment(node: SyntaxNode, { module, text }: Evaluator): boolean {
  if (node.type === "subscript") {
    const key = child(node, "subscript");
    const name = key && text(key);
    return name !== undefined && ENVIRONMENT.test(textOf(name));
  }
  if (node.type === "attribute" || node.type === "identifier") return ENVIRONMENT.test(module.source(node));
  if (node.type === "call") {
    const callee = child(node, "function");
    return callee !== undefined && /environ(?:ment)?\b|\benv\b/.test(module.source(callee));
  }
  return false;
}

/** Whether a dictionary's literal is an environment: by what it is assigned to, given as, or merged into. */
export function holdsEnvironment(literal: SyntaxNode | undefined, evaluator: Evaluator): boolean {
  const { module } = evaluator;
  let node = literal;
  for (let up = 0; up < 6 && node?.parent !== undefined; up += 1) {
    const { parent }: SyntaxNode = node;
    if (parent.type === "assignment" || parent.type === "augmented_assignment") {
      const left = child(parent, "left");
      return left !== undefined && isEnvironment(left, evaluator);
    }
    if (parent.type === "keyword_argument") {
      const name = child(parent, "name");
      return name !== undefined && ENVIRONMENT.test(module.source(name));
    }
    if (parent.type === "pair") {
      const key = child(parent, "key");
      const name = key && evaluator.text(key);
      return name !== undefined && ENVIRONMENT.test(textOf(name));
    }
    if (parent.type === "argument_list") return isMerge(parent, evaluator);
    if (
      !/^(?:dictionary_splat|dictionary|binary_operator|boolean_operator|conditional_expression|parenthesized_expression)$/.test(
        parent.type,
      )
    )
      return false;
    node = parent;
  }
  return false;
}

/** Arguments that become an environment: `os.environ.update(…)`, `patch.dict(os.environ, …)`, `image.env({…})`. */
export function isMerge(given: SyntaxNode | undefined, evaluator: Evaluator): boolean {
  const { source } = evaluator.module;
  const call = given?.type === "argument_list" ? given.parent : undefined;
  const callee = call?.type === "call" ? child(call, "function") : undefined;
  if (callee === undefined || given === undefined) return false;
  const holder = callee.type === "attribute" ? child(callee, "object") : undefined;
  const named = callee.type === "attribute" ? child(callee, "attribute") : callee;
  const name = named === undefined ? "" : source(named);
  if (name === "update" && holder !== undefined) return isEnvironment(holder, evaluator);
  if (name === "dict") {
    const [first] = given.children;
    if (holder !== undefined && first !== undefined && isEnvironment(first, evaluator)) return true;
    return holder === undefined && holdsEnvironment(call, evaluator);
  }
  return ENVIRONMENT.test(name);
}
