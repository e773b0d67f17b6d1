import type { SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { PythonModule } from "../classes/python-module.ts";
import type { Value } from "./value.ts";

/** Where an expression stands. */
export interface Scope {
  readonly module: PythonModule;
  /** Local names; a module's own are found through it. */
  readonly locals: Map<string, Value>;
}

/** At a module's own level. */
export const moduleScope = (module: PythonModule): Scope => ({ module, locals: new Map() });

/** What an expression comes to, nothing to the unknown; never throws. */
export type Evaluate = (node: SyntaxNode | undefined, scope: Scope) => Value;

/** A call's parts, evaluated. */
export interface Call {
  readonly node: SyntaxNode;
  readonly callee: Value;
  /** What stands before the dot in `object.name(…)`. */
  readonly object: Value | undefined;
  readonly name: string;
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** It passes a `**` or `*` that nobody can tell. */
  readonly open: boolean;
}
