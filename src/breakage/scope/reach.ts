import type { Import } from "../workspace/imports.ts";
import type { ModuleIndex } from "./module-index.ts";

/** One Python file of the repository, as far as its imports go. */
export interface ImportingFile {
  readonly path: string;
  readonly imports: readonly Import[];
}

export interface Reach {
  /** Files that import vLLM, or something of a file that does, at whatever distance: an object of vLLM's may arrive there. */
  readonly reaching: ReadonlySet<string>;
  /** Those, and what they import of the repository: the checker wants the types. */
  readonly needed: ReadonlySet<string>;
}

/** Re-exports through more packages than that are nobody's. */
const LONGEST_CHAIN = 8;

/** No path has as many folders: a name of fifty thousand parts must not be taken apart at each. */
const DEEPEST_MODULE = 200;

/** Which files an upgrade can break. */
export function reach(files: readonly ImportingFile[], modules: ModuleIndex): Reach {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const runs = new Map(files.map((file) => [file.path, importedFiles(file, modules)]));
  const importers = new Map<string, Set<string>>();
  for (const file of files) {
    for (const source of sources(file, modules, byPath)) {
      const known = importers.get(source) ?? new Set();
      importers.set(source, known.add(file.path));
    }
  }
  const direct = files.filter(({ imports }) => imports.some(isVllm)).map(({ path }) => path);
  const reaching = closure(direct, (path) => importers.get(path) ?? []);
  return { reaching, needed: closure(reaching, (path) => runs.get(path) ?? []) };
}

function isVllm({ module, level }: Import): boolean {
  return level === 0 && /^vllm(?:\.|$)/.test(module);
}

/** The files that what a file imports is written in: a package that only hands a name on is not where it is from. */
function sources(file: ImportingFile, modules: ModuleIndex, byPath: ReadonlyMap<string, ImportingFile>): Set<string> {
  const found = new Set<string>();
  for (const statement of file.imports) {
    const base = absolute(statement, file, modules);
    if (base === undefined) continue;
    for (const path of modules.find(base, file.path)) {
      if (statement.names.length === 0) found.add(path);
      for (const name of statement.names) follow(path, name, LONGEST_CHAIN);
    }
    for (const name of statement.names) {
      for (const path of modules.find(dotted(base, name), file.path)) found.add(path);
    }
  }
  return found;

  function follow(path: string, name: string, left: number): void {
    const exporter = byPath.get(path);
    const handedOn = exporter?.imports.filter(
      ({ names }) => name === "*" || names.includes(name) || names.includes("*"),
    );
    if (left === 0 || exporter === undefined || handedOn === undefined || name === "*" || handedOn.length === 0) {
      found.add(path);
      if (name !== "*" || left === 0) return;
    }
    for (const statement of handedOn ?? []) {
      const base = exporter && absolute(statement, exporter, modules);
      if (base === undefined) continue;
      for (const next of modules.find(dotted(base, name), path)) found.add(next);
      for (const next of modules.find(base, path)) if (next !== path) follow(next, name, left - 1);
    }
  }
}

/** What runs when a file is imported: `import a.b` runs a/__init__.py too; `from a import b` may mean the module a.b. */
function importedFiles(file: ImportingFile, modules: ModuleIndex): Set<string> {
  const found = new Set<string>();
  for (const statement of file.imports) {
    const base = absolute(statement, file, modules);
    if (base === undefined) continue;
    const parts = base === "" ? [] : base.split(".", DEEPEST_MODULE);
    const wanted = parts.map((_, index) => parts.slice(0, index + 1).join("."));
    wanted.push(...statement.names.map((name) => dotted(base, name)));
    for (const each of wanted) {
      for (const path of modules.find(each, file.path)) if (path !== file.path) found.add(path);
    }
  }
  return found;
}

function absolute({ module, level }: Import, { path }: ImportingFile, modules: ModuleIndex): string | undefined {
  return level === 0 ? module : modules.absolute(module, level, path);
}

function dotted(base: string, name: string): string {
  return base === "" ? name : `${base}.${name}`;
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
