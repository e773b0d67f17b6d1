import type { ClassField, ClassSource, FunctionSource } from "./class-source.ts";
import type { Classes } from "./classes.ts";

/** The field of a class, inherited ones included. */
export function fieldOf(classes: Classes, of: ClassSource, name: string): ClassField | undefined {
  for (const one of classes.lineage(of)) {
    const found = one.fields.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The method of a class, inherited ones included. */
export function methodOf(
  classes: Classes,
  of: ClassSource,
  name: string,
): { readonly function: FunctionSource; readonly of: ClassSource } | undefined {
  for (const one of classes.lineage(of)) {
    const found = one.methods.get(name);
    if (found !== undefined) return { function: found, of: one };
  }
  return undefined;
}
