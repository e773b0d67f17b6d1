import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { PythonModule } from "./python-module.ts";

/**
 * The names under which a file imports vLLM's table of variables (`vllm/envs.py`): `envs`, `vllm.envs`, `envs_vllm`. A project's own
 * module of that name is another table.
 */
export function tableNames(module: PythonModule): ReadonlySet<string> {
  const from = module
    .nodes("import_from_statement")
    .filter((statement) => written(child(statement, "module_name"), module) === "vllm")
    .flatMap((statement) => imported(statement, "envs", module));
  const plain = module.nodes("import_statement").flatMap((statement) => imported(statement, "vllm.envs", module));
  return new Set([...from, ...plain]);
}

/** What a statement calls the thing of this name that it imports. */
function imported(statement: SyntaxNode, name: string, module: PythonModule): string[] {
  return statement.children.flatMap((part) => {
    if (part.field !== "name") return [];
    if (part.type !== "aliased_import") return written(part, module) === name ? [name] : [];
    return written(child(part, "name"), module) === name ? [written(child(part, "alias"), module)] : [];
  });
}

const written = (node: SyntaxNode | undefined, { source }: PythonModule): string =>
  node === undefined ? "" : source(node);
