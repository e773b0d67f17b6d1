import type { ClassSource } from "../classes/class-source.ts";
import type { Classes } from "../classes/classes.ts";
import type { TypeHint } from "../classes/type-hints.ts";

const DECORATORS = /^@\s*(?:[\w.]+\.)?(?:config|dataclass)\b/;

/** Whether a class takes its fields as keywords because it is a dataclass (vLLM's `@config` makes one) or a pydantic model. */
export function takesFields(of: ClassSource, classes: Classes): boolean {
  return (
    classes.lineage(of).some((one) => one.decorators.some((node) => DECORATORS.test(one.module.source(node)))) ||
    classes.foreignBases(of).some((base) => /(^|\.)(BaseModel|BaseSettings)$/.test(base))
  );
}

/** The class of an annotation that takes its value as an object of its fields. */
export function configOf(hints: readonly TypeHint[], classes: Classes): ClassSource | undefined {
  for (const { classAt } of hints) {
    const found = classAt === undefined ? undefined : classes.classAt(classAt.module, classAt.name);
    if (found !== undefined && takesFields(found, classes)) return found;
  }
  return undefined;
}
