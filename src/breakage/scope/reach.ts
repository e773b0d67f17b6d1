import type { ImportStatement } from "../workspace/imports.ts";
import type { ModuleIndex } from "./module-index.ts";

/** One Python file of the repository, as far as its imports go. */
export interface ImportingFile {
  readonly path: string;
  /** Whether its text names vLLM. */
  readonly mentions: boolean;
  readonly imports: readonly ImportStatement[];
}

export interface Reach {
  /** Files that name vLLM, or import one that does, at whatever distance: an object of vLLM's may arrive there. */
  readonly reaching: ReadonlySet<string>;
  /** Those, and what they import of the repository: the checker wants the types. */
  readonly needed: ReadonlySet<string>;
}

/** Which files an upgrade can break. */
export function reach(files: readonly ImportingFile[], modules: ModuleIndex): Reach {
  const imports = new Map(files.map((file) => [file.path, importedFiles(file, modules)]));
  const importers = new Map<string, string[]>();
  for (const [path, imported] of imports) {
    for (const one of imported) importers.set(one, [...(importers.get(one) ?? []), path]);
  }
  const mentioning = files.filter(({ mentions }) => mentions).map(({ path }) => path);
  const reaching = closure(mentioning, (path) => importers.get(path) ?? []);
  return { reaching, needed: closure(reaching, (path) => imports.get(path) ?? []) };
}

function importedFiles({ path, imports }: ImportingFile, modules: ModuleIndex): Set<string> {
  const found = new Set<string>();
  for (const { module, level, names } of imports) {
    const base = level === 0 ? module : modules.absolute(module, level, path);
    if (base === undefined) continue;
    // `import a.b` runs a/__init__.py too; `from a import b` may mean the module a.b.
    const parts = base === "" ? [] : base.split(".");
    const dotted = parts.map((_, index) => parts.slice(0, index + 1).join("."));
    for (const name of names) dotted.push(base === "" ? name : `${base}.${name}`);
    for (const each of dotted) for (const file of modules.find(each, path)) if (file !== path) found.add(file);
  }
  return found;
}

function closure(start: Iterable<string>, next: (path: string) => Iterable<string>): Set<string> {
  const seen = new Set(start);
  const waiting = [...seen];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const other of next(path)) {
      if (seen.has(other)) continue;
      seen.add(other);
      waiting.push(other);
    }
  }
  return seen;
}
