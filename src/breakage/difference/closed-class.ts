import { findClass } from "../explain/find-callable.ts";
import type { ReleaseModules } from "../explain/release-modules.ts";

/** The head of a class whose objects have no place for what it does not declare; `dict=True` gives a msgspec one such a place. */
const STRUCT = /^class\s+\w+\s*\((?=[^)]*\bStruct\b)(?![^)]*\bdict\s*=\s*True)[^)]*\)/m;
const SLOTS = /^@[^\n]*dataclass[^\n]*\([^)]*\bslots\s*=\s*True/m;

/** Whether an object of the type refuses an attribute that its class does not declare: assigning it raises. */
export async function refusesAttributes(type: string, release: ReleaseModules): Promise<boolean> {
  const found = await findClass(type, release);
  const text = found?.definition.text.replace(/#[^\n]*/g, "");
  return text !== undefined && (STRUCT.test(text) || SLOTS.test(text));
}
