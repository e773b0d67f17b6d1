import type { Tree } from "web-tree-sitter";
import { judgeGuard } from "../breakage/guards/judge-guard.ts";
import { indexModules } from "../breakage/scope/module-index.ts";
import { type Finding, quietSentence } from "../checks/finding.ts";
import type { ParsePython } from "../platform/syntax-parsers.ts";

export interface GuardedUses {
  readonly parse: ParsePython;
  /** PEP 440. */
  readonly versions: { readonly current: string; readonly target: string };
  /** Every Python file of the repository. */
  readonly python: ReadonlyMap<string, string>;
}

/**
 * Judges what stands around the findings in Python files: what is done on other releases only does not alarm, and what stands under
 * a condition on vLLM's version that cannot be evaluated is a warning.
 */
export function withGuards(findings: readonly Finding[], { parse, versions, python }: GuardedUses): Finding[] {
  const trees = new Map<string, Tree>();
  const treeOf = (path: string): Tree => {
    const tree = trees.get(path) ?? parse(python.get(path) ?? "");
    trees.set(path, tree);
    return tree;
  };
  const modules = indexModules([...python.keys()]);
  const module = (dotted: string, from: string) => {
    const level = /^\.*/.exec(dotted)?.[0].length ?? 0;
    const name = level === 0 ? dotted : modules.absolute(dotted.slice(level), level, from);
    const path = name === undefined ? undefined : modules.find(name, from)[0];
    return path === undefined ? undefined : { tree: treeOf(path), path };
  };
  try {
    return findings.map((finding) => {
      const { path, line, column, rule, severity } = finding;
      if (path === undefined || line === undefined || column === undefined) return finding;
      // Other files have no such conditions; what is information already stays so.
      if (severity === "information" || !python.has(path)) return finding;
      const surroundings = { tree: treeOf(path), path, versions, imports: () => undefined, module };
      const guard = judgeGuard({ line, column, rule }, surroundings);
      if (guard.kind === "live") return quietened(finding, guard.why);
      if (guard.kind !== "unclear") return finding;
      return { ...finding, severity: "warning", message: `${finding.message} ${sentence(guard.why)}` };
    });
  } finally {
    for (const tree of trees.values()) tree.delete();
  }
}

function quietened({ suggestion: _, ...finding }: Finding, why: string): Finding {
  const data = { ...finding.data, guard: "live", quiet: why };
  return { ...finding, severity: "information", message: `${finding.message} ${quietSentence(why)}`, data };
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
