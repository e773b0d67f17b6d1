import type { Tree } from "web-tree-sitter";
import { isBaseClass } from "../breakage/difference/base-class.ts";
import { withOwnerNamed } from "../breakage/difference/self-owner.ts";
import type { Guard } from "../breakage/guard.ts";
import { judgeGuard } from "../breakage/guards/judge-guard.ts";
import { importsOf } from "../breakage/workspace/imports.ts";
import type { AnalysedRelease, FindContext, JudgedBreak, Placed } from "./find-breaks.ts";

/** Judges what stands around each break, by the syntax tree of the repository's own text. */
export async function guardedBy(
  context: FindContext,
  target: AnalysedRelease,
  breaks: readonly Placed[],
): Promise<JudgedBreak[]> {
  const { workspace, current, parse } = context;
  const trees = new Map<string, Tree>();
  const treeOf = (path: string): Tree => {
    const tree = trees.get(path) ?? parse(workspace.texts.get(path) ?? "");
    trees.set(path, tree);
    return tree;
  };
  const works = await resolvedImports(new Set(breaks.map(({ broken }) => broken.path)), context, target);
  const module = (dotted: string, from: string) => {
    const level = /^\.*/.exec(dotted)?.[0].length ?? 0;
    const name = level === 0 ? dotted : workspace.modules.absolute(dotted.slice(level), level, from);
    const path = name === undefined ? undefined : workspace.modules.find(name, from)[0];
    return path === undefined ? undefined : { tree: treeOf(path), path };
  };
  const broken = linesByPath(breaks);
  try {
    return breaks.map((placed) => {
      const { path, rule } = placed.broken;
      // A place in a notebook or a document is in no Python file of the repository: it is information anyway.
      if (placed.origin !== "python" || rule === "deprecated-on-target") return { ...placed, guard: { kind: "none" } };
      const surroundings = {
        tree: treeOf(path),
        path,
        versions: { current: current.source.version, target: target.source.version },
        imports: (dotted: string, name?: string) => works.get(name === undefined ? dotted : `${dotted}:${name}`),
        module,
        brokenLines: broken.get(path) ?? new Set(),
      };
      // A dictionary's key breaks where it is passed on: what guards either place guards it.
      const places = [placed.broken, ...(placed.passed === undefined ? [] : [placed.passed])];
      const guard = strongest(places.map(({ line, column }) => judgeGuard({ line, column, rule }, surroundings)));
      const named = withOwnerNamed(placed.broken, surroundings.tree);
      const base = /^(?:import|attribute)-gone$/.test(rule) && isBaseClass(surroundings.tree, placed.broken);
      return { ...placed, broken: base ? { ...named, rule: "base-class-gone" } : named, guard };
    });
  } finally {
    for (const tree of trees.values()) tree.delete();
  }
}

function linesByPath(breaks: readonly Placed[]): ReadonlyMap<string, ReadonlySet<number>> {
  const lines = new Map<string, Set<number>>();
  for (const { broken } of breaks) lines.set(broken.path, (lines.get(broken.path) ?? new Set()).add(broken.line));
  return lines;
}

const STRENGTH: readonly Guard["kind"][] = ["live", "dead", "unclear", "none"];

function strongest(guards: readonly Guard[]): Guard {
  const [first = { kind: "none" } as const] = guards.toSorted(
    (a, b) => STRENGTH.indexOf(a.kind) - STRENGTH.indexOf(b.kind),
  );
  return first;
}

/** Whether each import of vLLM's in these files works on the target: `module`, `module:name`. */
async function resolvedImports(
  paths: ReadonlySet<string>,
  { workspace }: FindContext,
  { names }: AnalysedRelease,
): Promise<ReadonlyMap<string, boolean>> {
  const works = new Map<string, boolean>();
  for (const path of paths) {
    for (const { module, names: imported, level } of importsOf(workspace.texts.get(path) ?? "")) {
      if (level > 0 || !/^vllm(?:\.|$)/.test(module)) continue;
      works.set(module, names.moduleExists(module));
      for (const name of imported) {
        const resolved = await names.resolveName(module, name);
        if (resolved !== "unknown") works.set(`${module}:${name}`, resolved === "bound" || resolved === "submodule");
      }
    }
  }
  return works;
}
