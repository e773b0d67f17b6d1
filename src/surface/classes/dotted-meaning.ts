import type { Meaning, Modules } from "./modules.ts";
import type { PythonModule } from "./python-module.ts";

/** What `name` or `package.module.Name` means where it is written. */
export function dottedMeaning(modules: Modules, module: PythonModule, written: string): Meaning | undefined {
  const [first = "", ...rest] = written.split(".");
  let found = modules.meaning(module, first);
  for (const part of rest) {
    if (found?.kind === "external") found = { kind: "external", path: `${found.path}.${part}` };
    else found = found?.kind === "module" ? modules.meaning(found.module, part) : undefined;
  }
  return found;
}
