import type { SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Evaluate } from "../values/scope.ts";
import type { Value } from "../values/value.ts";
import type { ClassSource } from "./class-source.ts";
import type { Modules } from "./modules.ts";
import type { PythonModule } from "./python-module.ts";
import type { TypeHint } from "./type-hints.ts";

/** The classes of a release. */
export interface Classes {
  readonly modules: Modules;
  /** Every class of this name at its module's own level. */
  named(name: string): readonly ClassSource[];
  /** The class that a name means in a module, imports followed. Where they end in nothing, the one class of this name there is. */
  classAt(module: PythonModule, name: string): ClassSource | undefined;
  /** A class, then what it inherits from as far as the release has it, nearest first. */
  lineage(of: ClassSource): readonly ClassSource[];
  /** Names of the bases that are of another package, of the whole lineage: `msgspec.Struct`, `enum.Enum`. */
  foreignBases(of: ClassSource): readonly string[];
  /** The alternatives of an annotation. */
  hints(module: PythonModule, annotation: SyntaxNode): readonly TypeHint[];
  /** What a module's name is. */
  global(module: PythonModule, name: string, evaluate: Evaluate): Value;
}
